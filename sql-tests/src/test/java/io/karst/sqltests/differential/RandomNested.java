package io.karst.sqltests.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Queries of the shapes that {@link RandomQuery} lacks: CTEs, window frames, grouping sets,
 * LATERAL, nested sub-queries, value lists, chains of set operations, limits, and expressions over
 * dates and texts. Answers do not depend on the order of rows that compare equal.
 */
final class RandomNested {
  private final Random random;
  private final RandomQuery simple;

  RandomNested(Random random, RandomQuery simple) {
    this.random = random;
    this.simple = simple;
  }

  String next() {
    return switch (random.nextInt(11)) {
      case 0 -> commonTables();
      case 1 -> windows();
      case 2 -> groupingSets();
      case 3 -> lateral();
      case 4 -> nested();
      case 5 -> valueList();
      case 6 -> chain();
      case 7 -> limited();
      case 8 -> recursive();
      case 9 -> numbers();
      default -> expressions();
    };
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private String commonTables() {
    String first =
        "WITH p AS "
            + pick("", "MATERIALIZED ")
            + "(SELECT b, count(*) AS n, sum(a) AS s, max(d) AS d FROM $t t WHERE "
            + simple.condition("t", 1)
            + " GROUP BY b), q AS (SELECT s.id, s.a, s.b, s.d FROM $s s WHERE "
            + simple.condition("s", 1)
            + ") ";
    return first
        + pick(
            "SELECT q.id, p.n, p.s FROM q LEFT JOIN p ON p.b = q.b",
            "SELECT p.b, p.n FROM p WHERE p.n > (SELECT avg(n) FROM p)",
            "SELECT q.id FROM q WHERE NOT EXISTS (SELECT 1 FROM p WHERE p.b = q.b AND p.d > q.d)",
            "SELECT x.b, y.b FROM p x JOIN p y ON x.n = y.n AND x.b < y.b",
            "SELECT count(*), sum(n) FROM (SELECT * FROM p UNION ALL SELECT * FROM p) u",
            "SELECT q.b, sum(p.s) FROM q, p WHERE p.b = q.b OR p.n = q.a GROUP BY q.b");
  }

  private String windows() {
    String function =
        pick(
            "sum(a)",
            "count(*)",
            "count(b)",
            "min(v)",
            "max(x)",
            "avg(v)",
            "first_value(a)",
            "last_value(b)",
            "sum(u)",
            "string_agg(b, ',')",
            "bool_or(a > 6)",
            "max(d)",
            "nth_value(a, 2)");
    String partition = pick("", "PARTITION BY b ", "PARTITION BY a % 4 ", "PARTITION BY u ");
    String frame =
        pick(
            "",
            " ROWS BETWEEN 2 PRECEDING AND CURRENT ROW",
            " ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING",
            " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING",
            " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING",
            " ROWS 3 PRECEDING",
            " RANGE BETWEEN 5 PRECEDING AND 7 FOLLOWING",
            " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW");
    String ranking =
        pick(
            "rank() OVER (ORDER BY a)",
            "dense_rank() OVER (PARTITION BY b ORDER BY x DESC)",
            "row_number() OVER (PARTITION BY d ORDER BY v, id)",
            "ntile(4) OVER (ORDER BY b, id)",
            "lag(b, 2, 'none') OVER (PARTITION BY a ORDER BY id)",
            "lead(d) OVER (ORDER BY v NULLS FIRST, id)",
            "percent_rank() OVER (ORDER BY u)",
            "count(*) OVER (PARTITION BY x)",
            "sum(v) OVER (ORDER BY d)",
            "sum(a) FILTER (WHERE v > 0) OVER (PARTITION BY b)");
    return "SELECT id, "
        + function
        + " OVER ("
        + partition
        + "ORDER BY id"
        + pick("", " DESC")
        + frame
        + "), "
        + ranking
        + " FROM $t t WHERE "
        + simple.condition("t", 1);
  }

  private String groupingSets() {
    String sets =
        pick(
            "ROLLUP (b, a)",
            "CUBE (b, u)",
            "GROUPING SETS ((b), (a), ())",
            "GROUPING SETS ((b, a), (b), (a))",
            "ROLLUP (b), CUBE (a)",
            "b, ROLLUP (a, x)");
    String columns =
        switch (sets) {
          case "CUBE (b, u)" -> "b, u, grouping(b, u)";
          case "b, ROLLUP (a, x)" -> "b, a, x, grouping(x)";
          default -> "b, a, grouping(a), grouping(b)";
        };
    return "SELECT "
        + columns
        + ", "
        + pick(
            "count(*), sum(v)",
            "count(DISTINCT d), max(id)",
            "avg(a), min(d)",
            "count(*) FILTER (WHERE v > 1), sum(DISTINCT a)")
        + " FROM $t t WHERE "
        + simple.condition("t", 1)
        + " GROUP BY "
        + sets
        + pick("", " HAVING count(*) > 2");
  }

  private String lateral() {
    return "SELECT s.id, l.* FROM $s s "
        + pick("CROSS JOIN LATERAL ", "LEFT JOIN LATERAL ")
            .transform(
                join ->
                    join
                        + pick(
                            "(SELECT t.id AS tid, t.a FROM $t t WHERE "
                                + simple.on("s", "t")
                                + " ORDER BY t.id LIMIT 2) l",
                            "(SELECT count(*) AS n, max(t.v) AS m FROM $t t WHERE "
                                + simple.on("s", "t")
                                + ") l",
                            "(SELECT s.a + 1 AS n, upper(s.b) AS u) l")
                        + (join.startsWith("LEFT") ? " ON " + simple.condition("s", 0) : ""))
        + " WHERE "
        + simple.condition("s", 1);
  }

  private String nested() {
    String inner =
        "SELECT t.b FROM $t t WHERE " + simple.condition("t", 1) + pick("", " AND t.a = s.a");
    return pick(
        "SELECT s.id FROM $s s WHERE s.b IN ("
            + inner
            + ") AND s.a >= ALL (SELECT t.a FROM $t t WHERE t.a < 3)",
        "SELECT s.id FROM $s s WHERE s.a > ANY (SELECT t.a FROM $t t WHERE t.b = s.b)",
        "SELECT s.id FROM $s s WHERE (s.a, s.b) "
            + pick("IN", "NOT IN")
            + " (SELECT t.a, t.b FROM $t t WHERE t.id < 200 AND t.a IS NOT NULL AND t.b IS NOT NULL)",
        "SELECT s.id, (SELECT count(*) FROM $t t WHERE t.a = s.a AND EXISTS (SELECT 1 FROM $s r"
            + " WHERE r.b = t.b AND r.id <> s.id)) FROM $s s",
        "SELECT s.b, count(*) FROM $s s WHERE EXISTS (SELECT 1 FROM $t t WHERE t.b = s.b AND t.v >"
            + " (SELECT avg(u.v) FROM $t u WHERE u.b = t.b)) GROUP BY s.b",
        "SELECT q.b, max(q.n) FROM (SELECT t.b, t.a, count(*) AS n FROM $t t WHERE "
            + simple.condition("t", 1)
            + " GROUP BY t.b, t.a) q GROUP BY q.b HAVING max(q.n) >= (SELECT count(*) FROM $s s"
            + " WHERE s.b = q.b)",
        "SELECT s.id, CASE WHEN EXISTS (SELECT 1 FROM $t t WHERE t.a = s.a AND "
            + simple.condition("t", 0)
            + ") THEN 'some' ELSE 'none' END FROM $s s WHERE "
            + simple.condition("s", 1),
        "SELECT s.id, s.a IN (SELECT t.a FROM $t t WHERE "
            + simple.condition("t", 1)
            + ") FROM $s s",
        "SELECT t.a, sum(t.v) FROM $t t WHERE t.id IN (SELECT min(u.id) FROM $t u GROUP BY u.b, u.a)"
            + " GROUP BY t.a");
  }

  private String valueList() {
    return "SELECT "
        + pick("w.k, count(*), sum(t.v)", "w.k, count(t.id), max(w.n)")
        + " FROM (VALUES (1, 'a', 1.50), (2, 'b', -2.25), (3, NULL, 0), (NULL, 'ab', 7)) AS w(n, k, v) "
        + pick("JOIN", "LEFT JOIN", "FULL JOIN")
        + " $t t ON "
        + pick("t.a = w.n", "t.b = w.k", "t.v = w.v", "t.u = w.v")
        + " GROUP BY w.k";
  }

  private String chain() {
    String column = pick("a", "b", "u", "x", "v", "d");
    StringBuilder sql = new StringBuilder();
    int parts = 2 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      String alias = random.nextBoolean() ? "s" : "t";
      sql.append(
              i == 0
                  ? ""
                  : pick(" UNION ", " UNION ALL ", " EXCEPT ", " INTERSECT ", " EXCEPT ALL "))
          .append("SELECT ")
          .append(column)
          .append(" FROM $")
          .append(alias)
          .append(' ')
          .append(alias)
          .append(" WHERE ")
          .append(simple.condition(alias, 1));
    }
    return pick("SELECT count(*), count(q.%1$s), count(DISTINCT q.%1$s) FROM (%2$s) q", "%2$s")
        .formatted(column, sql);
  }

  private String limited() {
    String key = pick("a", "b", "v", "x", "u", "d", "lower(b)", "a % 3", "-a", "abs(v)");
    return "SELECT id, "
        + key
        + " FROM $t t WHERE "
        + simple.condition("t", 1)
        + " ORDER BY "
        + key
        + pick("", " DESC", " NULLS FIRST", " DESC NULLS LAST")
        + ", id"
        + pick("", " DESC")
        + " LIMIT "
        + (1 + random.nextInt(20))
        + pick("", " OFFSET " + random.nextInt(30));
  }

  private String recursive() {
    return pick(
        "WITH RECURSIVE r(n, id) AS (SELECT 0, min(id) FROM $s UNION ALL SELECT r.n + 1, t.id FROM r"
            + " JOIN $t t ON t.id = r.id + 3 WHERE r.n < 20) SELECT n, id FROM r",
        "WITH RECURSIVE r(a) AS (SELECT a FROM $s WHERE a < 3 UNION SELECT (r.a * 5 + 1) % 12 FROM r)"
            + " SELECT a FROM r",
        "WITH RECURSIVE r(d) AS (SELECT DATE '2024-01-10' UNION ALL SELECT d + 7 FROM r WHERE d <"
            + " DATE '2024-03-01') SELECT r.d, count(t.id) FROM r LEFT JOIN $t t ON t.d >= r.d AND"
            + " t.d < r.d + 7 GROUP BY r.d");
  }

  private String numbers() {
    return "SELECT "
        + pick("b", "a % 3", "d", "u")
            .transform(
                key ->
                    key
                        + ", "
                        + pick(
                            "avg(v), stddev(v), variance(a)",
                            "avg(u), var_pop(u), stddev_pop(a)",
                            "sum(v * a), sum(v / 3), max(v - u)",
                            "round(avg(v), 2), round(sum(v) / count(*), 3)",
                            "min(x), max(x), count(DISTINCT x)",
                            "sum(u), count(DISTINCT u), min(u)",
                            "array_agg(a ORDER BY id), string_agg(b, '-' ORDER BY id DESC)",
                            "percentile_cont(0.5) WITHIN GROUP (ORDER BY v), mode() WITHIN GROUP"
                                + " (ORDER BY a)")
                        + " FROM $t t WHERE "
                        + simple.condition("t", 1)
                        + " GROUP BY "
                        + key);
  }

  private String expressions() {
    List<String> all =
        List.of(
            "d - DATE '2024-01-01'",
            "d + INTERVAL '1 month'",
            "d - INTERVAL '3 days'",
            "ts - INTERVAL '36 hours'",
            "ts + a * INTERVAL '1 day'",
            "ts::date - d",
            "extract(YEAR FROM ts)",
            "extract(DOW FROM d)",
            "extract(HOUR FROM ts)",
            "extract(EPOCH FROM ts)::bigint",
            "date_trunc('month', ts)",
            "date_trunc('hour', ts)",
            "to_char(ts, 'YYYY-MM-DD HH24:MI')",
            "ts > d",
            "ts::date",
            "ts BETWEEN DATE '2024-02-01' AND DATE '2024-05-01'",
            "b LIKE '%b%'",
            "b NOT LIKE 'a_'",
            "b ILIKE 'A%'",
            "b || a",
            "replace(b, 'b', 'xy')",
            "substr(b, 2)",
            "position('b' IN b)",
            "lpad(b, 4, '*')",
            "left(b, 1) || right(b, 1)",
            "concat(b, '/', a, '/', v)",
            "reverse(b)",
            "strpos(b, 'b')",
            "split_part(b || ',' || a, ',', 2)",
            "CASE b WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE a END",
            "CASE WHEN v > 0 AND x > 0 THEN v WHEN v IS NULL THEN -1 ELSE x END",
            "coalesce(v, u, 0)",
            "nullif(u, 1)",
            "greatest(v, u, a)",
            "least(d, DATE '2024-05-05')",
            "u = v",
            "u IN (1, 2.50, 3)",
            "u BETWEEN 0.5 AND 2",
            "x = 0",
            "round(v / 7, 3)",
            "ceil(x)",
            "mod(a, 5)",
            "power(a, 2)",
            "trunc(v, 1)",
            "v::integer",
            "x::integer",
            "a::numeric / 7",
            "a / 7.0",
            "v::text",
            "(a > 3) = (v > 0)",
            "a IS NULL OR NOT (v > 0)",
            "(a, b) = (3, 'a')",
            "(a, b) < (5, 'c')",
            "a NOT IN (1, NULL)",
            "b IN ('a', 'ab', 'eb')",
            "a IS NOT DISTINCT FROM id % 12");
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      chosen.add(all.get(random.nextInt(all.size())));
    }
    return "SELECT id, "
        + String.join(", ", chosen)
        + " FROM $t t WHERE "
        + simple.condition("t", 1);
  }
}
