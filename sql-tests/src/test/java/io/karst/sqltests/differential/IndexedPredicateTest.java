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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Predicates on key and index columns of every type: a pushed bound that is wrong loses rows
 * silently, so every predicate runs on tables with the same rows and different indexes.
 *
 * <p>{@code -Ddifferential.seed=<n>} repeats a run, {@code -Ddifferential.rounds=<n>} lengthens it,
 * {@code -Ddifferential.kind=<type>} narrows it.
 */
@Tag("slow")
class IndexedPredicateTest {
  private static final long SEED = Long.getLong("differential.seed", System.nanoTime() % 1_000_000);
  private static final int ROUNDS = Integer.getInteger("differential.rounds", 12);
  private static final int ROWS = 48;

  /** Tables with all rows; what follows the columns. */
  private static final List<String> TABLES =
      List.of("ascending", "descending", "compound", "reversed", "uniquely");

  @TestFactory
  Stream<DynamicTest> sameRowsWithAndWithoutIndex() {
    String only = System.getProperty("differential.kind", "");
    return ColumnKind.ALL.stream()
        .filter(kind -> kind.type().startsWith(only))
        .map(kind -> DynamicTest.dynamicTest(kind + " seed " + SEED, () -> run(kind)));
  }

  private static void run(ColumnKind kind) throws SQLException {
    Random random = new Random(SEED * 31 + kind.type().hashCode());
    Optional<PostgresServer> server = PostgresServer.find();
    try (TestDatabase karst = KarstDatabase.inMemory();
        Connection connection = karst.connect();
        @Nullable Connection oracle =
            server.isPresent() ? server.get().createDatabase().connect() : null) {
      List<String> differences = new ArrayList<>();
      load(kind, random, connection, oracle);
      Comparison comparison = new Comparison(kind, random, connection, oracle, differences);
      comparison.rounds(ROUNDS);
      connection.setAutoCommit(false);
      change(connection, random.nextInt());
      if (oracle != null) {
        oracle.setAutoCommit(false);
        changePlain(oracle);
      }
      comparison.rounds(ROUNDS / 3);
      connection.rollback();
      assertThat(differences)
          .withFailMessage(() -> "seed " + SEED + "\n" + String.join("\n", differences))
          .isEmpty();
    }
  }

  private static void load(
      ColumnKind kind, Random random, Connection connection, @Nullable Connection oracle)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < ROWS; n++) {
      String key =
          random.nextInt(7) == 0 ? "NULL" : kind.values().get(random.nextInt(kind.values().size()));
      String number = random.nextInt(6) == 0 ? "NULL" : String.valueOf(random.nextInt(5));
      rows.add("(" + n + ", " + number + ", " + key + ")");
    }
    String columns = " (n INTEGER, a INTEGER, k " + kind.type() + ")";
    String insert = "INSERT INTO plain VALUES " + String.join(", ", rows);
    Answers.execute(connection, "CREATE TABLE plain" + columns, insert);
    if (oracle != null) {
      Answers.execute(
          oracle,
          "CREATE TABLE plain (n INTEGER, a INTEGER, k "
              + kind.type()
              + (kind.isText() || kind.type().startsWith("CHAR") ? " COLLATE \"C\"" : "")
              + ")",
          insert);
    }
    for (String table : TABLES) {
      Answers.execute(connection, "CREATE TABLE " + table + columns);
    }
    Answers.execute(
        connection,
        "CREATE INDEX ON ascending (k)",
        "CREATE INDEX ON descending (k DESC)",
        "CREATE INDEX ON compound (a, k)",
        "CREATE INDEX ON compound (k, a DESC)",
        "CREATE INDEX ON reversed (a DESC, k DESC)",
        "CREATE UNIQUE INDEX ON uniquely (k, n)",
        "CREATE TABLE keyed (n INTEGER, a INTEGER, k " + kind.type() + ", PRIMARY KEY (k, n))",
        "CREATE TABLE single (n INTEGER, a INTEGER, k " + kind.type() + " PRIMARY KEY)",
        "CREATE TABLE paired (n INTEGER, a INTEGER, k " + kind.type() + ", PRIMARY KEY (n, k))");
    for (String table : TABLES) {
      Answers.execute(connection, "INSERT INTO " + table + " SELECT * FROM plain");
    }
    Answers.execute(
        connection,
        "INSERT INTO keyed SELECT * FROM plain WHERE k IS NOT NULL",
        "INSERT INTO paired SELECT * FROM plain WHERE k IS NOT NULL",
        "INSERT INTO single SELECT * FROM plain WHERE n IN"
            + " (SELECT min(n) FROM plain WHERE k IS NOT NULL GROUP BY k)");
  }

  /** Changes that only this transaction sees. */
  private static void change(Connection connection, int choice) throws SQLException {
    changePlain(connection);
    for (String table : TABLES) {
      Answers.execute(
          connection, "DELETE FROM " + table, "INSERT INTO " + table + " SELECT * FROM plain");
    }
    Answers.execute(
        connection,
        "DELETE FROM keyed" + (choice % 2 == 0 ? " WHERE k IS NOT NULL" : ""),
        "INSERT INTO keyed SELECT * FROM plain WHERE k IS NOT NULL",
        "DELETE FROM paired",
        "INSERT INTO paired SELECT * FROM plain WHERE k IS NOT NULL",
        "DELETE FROM single",
        "INSERT INTO single SELECT * FROM plain WHERE n IN"
            + " (SELECT min(n) FROM plain WHERE k IS NOT NULL GROUP BY k)");
  }

  private static void changePlain(Connection connection) throws SQLException {
    Answers.execute(
        connection,
        "DELETE FROM plain WHERE n < 10",
        "UPDATE plain SET a = a + 1 WHERE n >= 40",
        "UPDATE plain SET k = NULL WHERE n BETWEEN 20 AND 22",
        "INSERT INTO plain SELECT n + 100, a, k FROM plain WHERE n BETWEEN 23 AND 30");
  }
}
