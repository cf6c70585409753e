package io.karst.sqltests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.KarstDatabase;
import io.karst.sqltests.oracle.PostgresServer;
import io.karst.sqltests.oracle.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Joins, sub-queries, aggregates and set operations: the same answer from tables with and without
 * indexes, large enough for lookups to be chosen, and from PostgreSQL.
 *
 * <p>{@code -Ddifferential.seed=<n>} repeats a run, {@code -Ddifferential.queries=<n>} lengthens
 * it.
 */
@Tag("slow")
class RandomQueryTest {
  private static final long SEED = Long.getLong("differential.seed", System.nanoTime() % 1_000_000);
  private static final int QUERIES = Integer.getInteger("differential.queries", 120);

  @Test
  void sameAnswers() throws SQLException {
    Random random = new Random(SEED);
    Optional<PostgresServer> server = PostgresServer.find();
    List<String> differences = new ArrayList<>();
    try (TestDatabase database = KarstDatabase.inMemory();
        Connection karst = database.connect();
        @Nullable Connection oracle =
            server.isPresent() ? server.get().createDatabase().connect() : null) {
      load(random, karst, oracle);
      RandomQuery simple = new RandomQuery(random);
      RandomNested nested = new RandomNested(random, simple);
      for (int i = 0; i < QUERIES; i++) {
        String query = random.nextBoolean() ? simple.next() : nested.next();
        compare(query, karst, oracle, differences);
      }
    }
    assertThat(differences)
        .withFailMessage(() -> "seed " + SEED + "\n" + String.join("\n", differences))
        .isEmpty();
  }

  private static void compare(
      String query, Connection karst, @Nullable Connection oracle, List<String> differences) {
    String plain = query.replace("$s", "small").replace("$t", "large");
    List<String> expected = null;
    if (oracle != null) {
      expected = Numbers.trimmed(Answers.of(oracle, plain, false));
      if (!expected.isEmpty() && expected.get(0).startsWith("failed")) {
        return;
      }
    }
    String indexed = query.replace("$s", "small_indexed").replace("$t", "large_indexed");
    for (String sql : List.of(plain, indexed)) {
      List<String> actual = Numbers.trimmed(Answers.of(karst, sql, false));
      if (expected == null) {
        expected = actual;
      } else if (!expected.equals(actual)) {
        differences.add(
            sql
                + "\n    expected "
                + onlyIn(expected, actual)
                + "\n    but was  "
                + onlyIn(actual, expected));
      }
    }
  }

  /** The first rows that the other answer lacks. */
  private static List<String> onlyIn(List<String> rows, List<String> other) {
    List<String> rest = new ArrayList<>(rows);
    other.forEach(rest::remove);
    return rest.subList(0, Math.min(10, rest.size()));
  }

  private static void load(Random random, Connection karst, @Nullable Connection oracle)
      throws SQLException {
    String columns =
        " (id INTEGER%s, a INTEGER, b TEXT%s, v NUMERIC(8,2), x DOUBLE PRECISION, d DATE,"
            + " u NUMERIC, ts TIMESTAMP)";
    for (String table : List.of("small", "large")) {
      String insert = "INSERT INTO %s VALUES " + rows(random, table.equals("small") ? 25 : 620);
      Answers.execute(
          karst,
          "CREATE TABLE " + table + String.format(columns, "", ""),
          String.format(insert, table),
          "CREATE TABLE " + table + "_indexed" + String.format(columns, " PRIMARY KEY", ""),
          "CREATE INDEX ON " + table + "_indexed (a, b)",
          "CREATE INDEX ON " + table + "_indexed (b)",
          "CREATE INDEX ON " + table + "_indexed (v DESC)",
          "CREATE INDEX ON " + table + "_indexed (d)",
          String.format(insert, table + "_indexed"));
      if (oracle != null) {
        Answers.execute(
            oracle,
            "CREATE TABLE " + table + String.format(columns, "", " COLLATE \"C\""),
            String.format(insert, table));
      }
    }
  }

  private static String rows(Random random, int count) {
    List<String> rows = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      rows.add(
          "("
              + id
              + ", "
              + orNull(random, String.valueOf(random.nextInt(12)))
              + ", "
              + orNull(
                  random, "'" + "abcdefgh".charAt(random.nextInt(8)) + (id % 5 == 0 ? "b'" : "'"))
              + ", "
              + orNull(random, (random.nextInt(40) - 20) + "." + random.nextInt(4) * 25)
              + ", "
              + orNull(
                  random,
                  (random.nextInt(20) == 0
                      ? "'-0'"
                      : String.valueOf((random.nextInt(20) - 10) / 2.0)))
              + ", "
              + orNull(
                  random, "DATE '2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(9) + "'")
              + ", "
              + orNull(
                  random,
                  (random.nextInt(6) - 2) + new String[] {"", ".0", ".5", ".50"}[random.nextInt(4)])
              + ", "
              + orNull(
                  random,
                  "TIMESTAMP '2024-0"
                      + (1 + random.nextInt(9))
                      + "-1"
                      + random.nextInt(9)
                      + " 1"
                      + random.nextInt(9)
                      + ":30:0"
                      + random.nextInt(9)
                      + (random.nextBoolean() ? ".25'" : "'"))
              + ")");
    }
    return String.join(", ", rows);
  }

  private static String orNull(Random random, String value) {
    return random.nextInt(8) == 0 ? "NULL" : value;
  }
}
