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
import org.junit.jupiter.api.Test;

/**
 * Joins answer the same in the order they are written in, in the cheapest one, and in PostgreSQL.
 *
 * <p>{@code -Ddifferential.seed=<n>} repeats a run, {@code -Ddifferential.queries=<n>} lengthens
 * it.
 */
class JoinOrderTest {
  private static final long SEED = Long.getLong("differential.seed", System.nanoTime() % 1_000_000);
  private static final int QUERIES = Integer.getInteger("differential.queries", 80);
  private static final int[] ROWS = {1, 5, 30, 150, 800};

  /** Both engines take long for joins that multiply rows. */
  private static final String TIMEOUT = "SET statement_timeout = '10s'";

  @Test
  void sameAnswers() throws SQLException {
    Random random = new Random(SEED);
    Optional<PostgresServer> server = PostgresServer.find();
    List<String> differences = new ArrayList<>();
    int reordered = 0;
    try (TestDatabase database = KarstDatabase.inMemory();
        Connection karst = database.connect();
        @Nullable Connection oracle =
            server.isPresent() ? server.get().createDatabase().connect() : null) {
      load(random, karst);
      if (oracle != null) {
        load(new Random(SEED), oracle);
      }
      RandomJoins joins = new RandomJoins(new Random(SEED + 1));
      for (int i = 0; i < QUERIES; i++) {
        reordered += compare(joins.next(), karst, oracle, differences) ? 1 : 0;
      }
    }
    assertThat(differences)
        .withFailMessage(() -> "seed " + SEED + "\n" + String.join("\n", differences))
        .isEmpty();
    assertThat(reordered).as("queries with another order, seed " + SEED).isGreaterThan(QUERIES / 5);
  }

  /** Whether the order was another one. */
  private static boolean compare(
      String sql, Connection karst, @Nullable Connection oracle, List<String> differences)
      throws SQLException {
    Answers.execute(karst, "SET join_collapse_limit = 1");
    List<String> plan = Answers.of(karst, "EXPLAIN " + sql, true);
    List<String> written = Answers.of(karst, sql, false);
    Answers.execute(karst, "SET join_collapse_limit = 60");
    List<String> otherPlan = Answers.of(karst, "EXPLAIN " + sql, true);
    List<String> actual = Answers.of(karst, sql, false);
    List<String> expected = oracle == null ? written : Answers.of(oracle, sql, false);
    if (!written.equals(expected) || !actual.equals(expected)) {
      differences.add(
          sql + "\n    expected " + expected + "\n    written  " + written + "\n    was " + actual);
    }
    return !plan.equals(otherPlan);
  }

  private static void load(Random random, Connection connection) throws SQLException {
    Answers.execute(connection, TIMEOUT);
    for (int table = 0; table < ROWS.length; table++) {
      List<String> rows = new ArrayList<>();
      for (int id = 0; id < ROWS[table]; id++) {
        rows.add("(" + id + ", " + value(random, 70) + ", " + value(random, ROWS[table]) + ")");
      }
      Answers.execute(
          connection,
          "CREATE TABLE j" + table + " (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER)",
          "INSERT INTO j" + table + " VALUES " + String.join(", ", rows),
          "CREATE INDEX ON j" + table + " (b)",
          "ANALYZE");
    }
  }

  private static String value(Random random, int most) {
    return random.nextInt(12) == 0 ? "NULL" : String.valueOf(random.nextInt(most));
  }
}
