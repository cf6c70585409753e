package io.karst.sqltests.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Statements on two small tables: lookups, ranges, changes, and values that do not fit. */
final class RandomStatements {
  static final List<String> SETUP =
      List.of(
          "CREATE TABLE t (id INT PRIMARY KEY, b BIGINT, s VARCHAR(12), d DOUBLE PRECISION,"
              + " n INT NOT NULL, ts TIMESTAMP, u UUID, p NUMERIC(8,2), f BOOLEAN DEFAULT true,"
              + " CONSTRAINT b_range CHECK (b > -1000))",
          "CREATE INDEX t_b ON t (b)",
          "CREATE UNIQUE INDEX t_n ON t (n)",
          "CREATE INDEX t_s ON t (s, n DESC)",
          "CREATE TABLE c (a INT, k VARCHAR(10), v INT, t_id INT REFERENCES t (id),"
              + " PRIMARY KEY (a, k))",
          "INSERT INTO t SELECT x, x * 3, 's' || (x % 7), x / 4.0, x + 100,"
              + " TIMESTAMP '2024-01-01 00:00:00' + x * INTERVAL '1' HOUR,"
              + " CAST('00000000-0000-0000-0000-0000000000' || (10 + x) AS UUID), x * 1.25, x > 9"
              + " FROM generate_series(1, 30) AS g (x)",
          "INSERT INTO c SELECT x % 4, 'k' || x, x, x FROM generate_series(1, 12) AS g (x)");

  private final Random random;

  RandomStatements(Random random) {
    this.random = random;
  }

  String next() {
    return switch (random.nextInt(10)) {
      case 0 -> insert();
      case 1 -> update();
      case 2 -> "DELETE FROM t WHERE " + condition() + returning();
      case 3 -> child();
      default -> select();
    };
  }

  private String pick(String... values) {
    return values[random.nextInt(values.length)];
  }

  private String select() {
    String items =
        pick("*", "id, b", "s, id, id", "n + 1, id", "b - 1 AS x, 'q', 7", "d, ts, u, p, f", "b");
    if (random.nextInt(3) == 0) {
      items = "id, " + number(3) + ", " + truth(2) + " AS y";
    }
    StringBuilder sql = new StringBuilder("SELECT " + items + " FROM t");
    if (random.nextInt(8) > 0) {
      sql.append(" WHERE ").append(conditions());
    }
    switch (random.nextInt(4)) {
      case 0 -> sql.append(" ORDER BY id").append(pick("", " DESC")).append(limit());
      case 1 -> sql.append(" ORDER BY b, id");
      default -> {}
    }
    return sql.toString();
  }

  private String limit() {
    return pick("", " LIMIT 3", " LIMIT 4 OFFSET 2", " OFFSET 5", " LIMIT 0");
  }

  private String conditions() {
    List<String> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(condition());
    }
    return String.join(pick(" AND ", " AND ", " OR "), parts);
  }

  /** An integer computed from columns. */
  private String number(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return pick("id", "n", "b", small(), "-3", "0", "2000000000", "CAST(NULL AS INTEGER)");
    }
    return switch (random.nextInt(7)) {
      case 0 -> "- " + number(depth - 1);
      case 1 -> "(" + number(depth - 1) + pick(" / ", " % ") + pick("7", "id", "-1") + ")";
      case 2 -> "CASE WHEN " + truth(depth - 1) + " THEN " + number(depth - 1) + otherwise(depth);
      case 3 -> "coalesce(" + number(depth - 1) + ", " + number(depth - 1) + ")";
      default -> "(" + number(depth - 1) + pick(" + ", " - ", " * ") + number(depth - 1) + ")";
    };
  }

  private String otherwise(int depth) {
    return pick("", " ELSE " + number(depth - 1)) + " END";
  }

  /** A boolean computed from columns. */
  private String truth(int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return pick("f", "id > 7", "b IS NULL", "s = 's3'", "n BETWEEN 3 AND 105", "true", "NULL");
    }
    return switch (random.nextInt(5)) {
      case 0 -> "NOT (" + truth(depth - 1) + ")";
      case 1 -> "(" + truth(depth - 1) + pick(" AND ", " OR ") + truth(depth - 1) + ")";
      case 2 -> "(" + truth(depth - 1) + ") IS " + pick("", "NOT ") + pick("NULL", "TRUE", "FALSE");
      case 3 -> number(depth - 1) + pick(" IN (1, 2, 14)", " IS NOT NULL", " NOT IN (3, 4)");
      default -> number(depth - 1) + pick(" = ", " <> ", " < ", " >= ") + number(depth - 1);
    };
  }

  private String condition() {
    if (random.nextInt(6) == 0) {
      return "(" + truth(2) + ")";
    }
    String column = pick("id", "id", "id", "b", "b", "s", "n", "d", "ts", "u", "p", "f");
    return switch (random.nextInt(8)) {
      case 0 -> column + " IS " + pick("", "NOT ") + "NULL";
      case 1 -> column + " BETWEEN " + value(column) + " AND " + value(column);
      case 2 ->
          column + " IN (" + value(column) + ", " + value(column) + ", " + value(column) + ")";
      case 3 -> value(column) + pick(" = ", " < ") + column;
      case 4 -> column + pick(" < ", " > ", " >= ", " <= ", " <> ") + value(column);
      default -> column + " = " + value(column);
    };
  }

  private String value(String column) {
    return switch (column) {
      case "id", "n" ->
          pick(small(), small(), small(), "3000000000", "-5", "7.5", "0", "NULL", "'12'");
      case "b" -> pick(small(), small(), "3000000000", "-7", "9.0", "33");
      case "s" -> pick("'s1'", "'s3'", "'it''s'", "''", "'s5'", "'much longer than it may be'");
      case "d" -> pick("2.5", "3", "0.25", "-1", "3000000000", "7.25");
      case "ts" ->
          pick("TIMESTAMP '2024-01-01 07:00:00'", "'2024-01-01 09:00:00'", "DATE '2024-01-02'");
      case "u" -> "'00000000-0000-0000-0000-0000000000" + (10 + random.nextInt(30)) + "'";
      case "p" -> pick("2.5", "10", "12.50", "-3");
      default -> pick("true", "false");
    };
  }

  private String small() {
    return Integer.toString(random.nextInt(34));
  }

  private String insert() {
    String id = pick(small(), Integer.toString(40 + random.nextInt(60)));
    String sql =
        "INSERT INTO t (id, b, s, d, n) VALUES ("
            + id
            + ", "
            + pick(small(), "-2000", "NULL", "'17'", "9999999999")
            + ", "
            + pick("'new'", "'it''s'", "NULL", "'much longer than it may be'", "'s1'")
            + ", "
            + pick("1.5", "2", "NULL", "-0.5")
            + ", "
            + pick(small(), "NULL", Integer.toString(200 + random.nextInt(90)))
            + ")";
    String conflict =
        pick(
            "",
            "",
            " ON CONFLICT (id) DO NOTHING",
            " ON CONFLICT (id) DO UPDATE SET b = excluded.b, s = 'up'");
    return sql + conflict + returning();
  }

  private String update() {
    String set =
        pick(
            "b = b + 1",
            "s = 'new'",
            "d = -2.75",
            "b = -3, d = - 1",
            "n = n + 1000",
            "b = 5, s = 'two'",
            "b = -5000",
            "s = 'much longer than it may be'",
            "id = id + 500",
            "f = DEFAULT",
            "n = NULL");
    return "UPDATE t SET " + set + " WHERE " + condition() + returning();
  }

  private String returning() {
    return pick("", "", " RETURNING id, b", " RETURNING *");
  }

  private String child() {
    return switch (random.nextInt(4)) {
      case 0 ->
          "INSERT INTO c VALUES ("
              + random.nextInt(5)
              + ", 'k"
              + random.nextInt(16)
              + "', 1, "
              + random.nextInt(40)
              + ")";
      case 1 -> "DELETE FROM c WHERE a = " + random.nextInt(5) + " AND k = 'k3'";
      case 2 -> "UPDATE c SET v = v * 2 WHERE k = 'k" + random.nextInt(9) + "' AND a = 1";
      default ->
          "SELECT v, k FROM c WHERE a = "
              + random.nextInt(5)
              + pick("", " AND k > 'k4'", " AND k = 'k5'", " AND v = 2");
    };
  }
}
