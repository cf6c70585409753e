package io.karst.sqltests.differential;

import java.sql.Connection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs the same question on tables that differ in their indexes only, and on PostgreSQL. */
final class Comparison {
  private static final List<String> EVERY_ROW =
      List.of("ascending", "descending", "compound", "reversed", "uniquely");
  private static final List<String> KEYED_ROWS = List.of("keyed", "paired");
  private static final String FIRST_ROWS =
      "n IN (SELECT min(n) FROM plain WHERE k IS NOT NULL GROUP BY k)";

  private final Random random;
  private final RandomPredicate predicates;
  private final Connection karst;
  private final @Nullable Connection oracle;
  private final List<String> differences;

  Comparison(
      ColumnKind kind,
      Random random,
      Connection karst,
      @Nullable Connection oracle,
      List<String> differences) {
    this.random = random;
    this.predicates = new RandomPredicate(random, kind);
    this.karst = karst;
    this.oracle = oracle;
    this.differences = differences;
  }

  void rounds(int rounds) {
    for (int i = 0; i < rounds; i++) {
      String predicate = predicates.next(i % 3);
      if (i % 4 == 3) {
        ordered(predicate);
      } else {
        rows(predicate);
      }
    }
  }

  private void rows(String predicate) {
    String shape =
        random.nextInt(5) == 0
            ? "SELECT count(*), sum(n), count(k), max(a) FROM %s WHERE %s"
            : "SELECT n FROM %s WHERE %s";
    compare(shape, predicate, false);
  }

  /** Order by the key, alone or behind another column, cut to some rows. */
  private void ordered(String predicate) {
    String direction = random.nextBoolean() ? "" : " DESC";
    String nulls = List.of("", " NULLS FIRST", " NULLS LAST").get(random.nextInt(3));
    String keys =
        switch (random.nextInt(4)) {
          case 0 -> "a" + direction + ", k" + direction + nulls + ", n";
          case 1 -> "k" + direction + nulls + ", a DESC, n";
          case 2 -> "k" + direction + nulls + ", n DESC";
          default -> "k" + direction + nulls + ", n";
        };
    String cut =
        random.nextBoolean()
            ? ""
            : " LIMIT " + (1 + random.nextInt(9)) + " OFFSET " + random.nextInt(4);
    compare("SELECT n FROM %s WHERE %s ORDER BY " + keys + cut, predicate, true);
  }

  private void compare(String shape, String predicate, boolean ordered) {
    String plain = String.format(shape, "plain", predicate);
    List<String> expected = Answers.of(karst, plain, ordered);
    if (oracle != null) {
      List<String> truth = Answers.of(oracle, plain, ordered);
      if (!truth.isEmpty() && truth.get(0).startsWith("failed")) {
        return;
      }
      check(plain, truth, expected);
      expected = truth;
    }
    for (String table : EVERY_ROW) {
      String sql = String.format(shape, table, predicate);
      check(sql, expected, Answers.of(karst, sql, ordered));
    }
    List<String> keyed =
        Answers.of(karst, String.format(shape, "plain", "k IS NOT NULL AND " + predicate), ordered);
    for (String table : KEYED_ROWS) {
      String sql = String.format(shape, table, predicate);
      check(sql, keyed, Answers.of(karst, sql, ordered));
    }
    String first = String.format(shape, "plain", FIRST_ROWS + " AND " + predicate);
    String single = String.format(shape, "single", predicate);
    check(single, Answers.of(karst, first, ordered), Answers.of(karst, single, ordered));
  }

  private void check(String sql, List<String> expected, List<String> actual) {
    if (!expected.equals(actual)) {
      differences.add(sql + "\n    expected " + expected + "\n    but was  " + actual);
    }
  }
}
