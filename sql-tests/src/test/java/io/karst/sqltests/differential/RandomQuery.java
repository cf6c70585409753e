package io.karst.sqltests.differential;

import java.util.List;
import java.util.Random;

/**
 * Queries over two tables {@code $s} and {@code $t} with the columns {@code id, a, b, v, x, d, u,
 * ts}: id is a key, a an integer, b a text, v a numeric with two digits and u one with any, x a
 * double, d a date and ts a timestamp; all but the id may be NULL.
 */
final class RandomQuery {
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">="};

  private final Random random;

  RandomQuery(Random random) {
    this.random = random;
  }

  String next() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> join();
      case 2 -> grouped();
      case 3 -> exists();
      case 4 -> in();
      case 5 -> scalar();
      case 6 -> setOperation();
      case 7 -> expressions();
      default -> threeTables();
    };
  }

  private String pick(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private String comparison() {
    return pick(COMPARISONS);
  }

  /** A condition on the columns of one alias. */
  String condition(String alias, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = condition(alias, depth - 1);
      String right = condition(alias, depth - 1);
      return random.nextInt(4) == 0
          ? "NOT (" + left + ")"
          : "(" + left + pick(" AND ", " OR ") + right + ")";
    }
    return switch (random.nextInt(11)) {
      case 0 -> alias + ".a " + comparison() + " " + (random.nextInt(14) - 2);
      case 1 -> alias + ".a IN (" + random.nextInt(12) + ", " + random.nextInt(12) + ", 3)";
      case 2 -> alias + ".b " + comparison() + " '" + pick("a", "b", "c", "ab", "") + "'";
      case 3 -> alias + ".b LIKE '" + pick("a%", "%b", "_", "ab%") + "'";
      case 4 -> alias + ".v " + comparison() + " " + pick("0", "1.5", "-2.25", "7");
      case 5 -> alias + ".x " + comparison() + " " + pick("0.5", "1", "-3");
      case 6 -> alias + ".d " + comparison() + " DATE '2024-0" + (1 + random.nextInt(9)) + "-01'";
      case 7 -> alias + "." + pick("a", "b", "v", "x", "d") + pick(" IS NULL", " IS NOT NULL");
      case 8 -> alias + ".u " + comparison() + " " + pick("1.50", "1", "2.5", "-1.0");
      case 9 ->
          alias
              + ".ts "
              + comparison()
              + " TIMESTAMP '2024-0"
              + (1 + random.nextInt(9))
              + "-01 12:00:00'";
      default -> alias + ".id BETWEEN " + random.nextInt(300) + " AND " + random.nextInt(600);
    };
  }

  String on(String left, String right) {
    String equal =
        switch (random.nextInt(9)) {
          case 6 -> right + ".u = " + left + ".u";
          case 7 -> right + ".x = " + left + ".x";
          case 8 -> right + ".v = " + left + ".u";
          case 0 -> right + ".id = " + left + ".a";
          case 1 -> right + ".b = " + left + ".b";
          case 2 -> right + ".a = " + left + ".a AND " + right + ".b = " + left + ".b";
          case 3 -> right + ".v = " + left + ".v";
          case 4 -> right + ".d = " + left + ".d";
          default -> right + ".a = " + left + ".a";
        };
    return random.nextInt(3) > 0
        ? equal
        : equal + " AND " + right + ".x " + comparison() + " " + left + ".x";
  }

  private String join() {
    String kind = pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "JOIN", "LEFT JOIN");
    String extra = kind.equals("FULL JOIN") ? "" : pick("", " AND " + condition("t", 0));
    String where = pick("", " WHERE " + condition("s", 1), " WHERE " + condition("t", 1));
    String select =
        pick(
            "SELECT s.id, t.id",
            "SELECT count(*), sum(t.a), min(s.b), max(t.v)",
            "SELECT t.b, s.a");
    return select + " FROM $s s " + kind + " $t t ON " + on("s", "t") + extra + where;
  }

  private String threeTables() {
    return "SELECT count(*), sum(t.id), count(DISTINCT u.b) FROM $s s "
        + pick("JOIN", "LEFT JOIN")
        + " $t t ON "
        + on("s", "t")
        + pick(" JOIN", " LEFT JOIN")
        + " $t u ON "
        + on(pick("s", "t"), "u")
        + " AND u.id < 40 WHERE "
        + condition("s", 1);
  }

  private String grouped() {
    String key = pick("a", "b", "a, b", "d", "v", "u", "x", "u, x", "a % 3", "coalesce(b, 'none')");
    String aggregate =
        pick(
            "count(*), sum(a)",
            "count(DISTINCT b), min(v), max(d)",
            "sum(v), avg(v), count(x)",
            "count(*) FILTER (WHERE a > 4), bool_or(a > 4)");
    return "SELECT "
        + key
        + ", "
        + aggregate
        + " FROM $t t WHERE "
        + condition("t", 1)
        + " GROUP BY "
        + key
        + pick("", " HAVING count(*) > 3", " HAVING max(a) > 4 OR min(b) = 'a'");
  }

  private String exists() {
    return "SELECT s.id FROM $s s WHERE "
        + pick("", "NOT ")
        + "EXISTS (SELECT 1 FROM $t t WHERE "
        + on("s", "t")
        + " AND "
        + condition("t", 1)
        + ")"
        + pick("", " AND ", " OR ")
            .transform(word -> word.isEmpty() ? "" : word + condition("s", 0));
  }

  private String in() {
    String column = pick("a", "b", "v", "d", "u", "x");
    return "SELECT s.id FROM $s s WHERE s."
        + column
        + pick(" IN", " NOT IN")
        + " (SELECT t."
        + column
        + " FROM $t t WHERE "
        + condition("t", 1)
        + pick("", " AND t.a = s.a")
        + ")";
  }

  private String scalar() {
    String aggregate = pick("count(*)", "max(t.a)", "sum(t.v)", "min(t.b)");
    return "SELECT s.id, (SELECT "
        + aggregate
        + " FROM $t t WHERE "
        + on("s", "t")
        + ") FROM $s s WHERE "
        + pick(condition("s", 1), "s.a > (SELECT avg(t.a) FROM $t t WHERE t.b = s.b)");
  }

  private String setOperation() {
    String column = pick("a", "b", "a, b", "d", "u", "x", "u, x");
    return "SELECT "
        + column
        + " FROM $s s WHERE "
        + condition("s", 1)
        + pick(
            " UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ", " EXCEPT ALL ", " INTERSECT ALL ")
        + "SELECT "
        + column
        + " FROM $t t WHERE "
        + condition("t", 1);
  }

  private String expressions() {
    List<String> parts =
        List.of(
            "a + id",
            "a * 2 - 7",
            "id / 3",
            "id % 5",
            "-a",
            "v * 2",
            "v + a",
            "abs(a - 5)",
            "coalesce(a, id)",
            "nullif(a, 3)",
            "CASE WHEN a > 4 THEN 'x' WHEN a IS NULL THEN b END",
            "b || 'q'",
            "upper(b)",
            "length(b)",
            "substring(b FROM 1 FOR 1)",
            "a IS DISTINCT FROM 3",
            "a > 3 OR b = 'a'",
            "NOT (a > 3 AND b = 'a')",
            "greatest(a, 4)",
            "least(b, 'b')",
            "d + 1",
            "extract(MONTH FROM d)",
            "CAST(a AS TEXT)",
            "a BETWEEN 2 AND 5",
            "(a > 3) IS TRUE",
            "a IN (1, 2, NULL)",
            "row_number() OVER (ORDER BY id DESC)",
            "sum(a) OVER (PARTITION BY b ORDER BY id)",
            "lag(a) OVER (ORDER BY id)",
            "rank() OVER (PARTITION BY b ORDER BY a, id)");
    return "SELECT id, "
        + parts.get(random.nextInt(parts.size()))
        + ", "
        + parts.get(random.nextInt(parts.size()))
        + " FROM $t t WHERE "
        + condition("t", 1);
  }
}
