package io.karst.sqltests.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many writers at once. */
class ConcurrentWritersTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 100;

  @TempDir static Path directory;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyIncrementInAutocommitSucceeds(Engine engine)
      throws SQLException, InterruptedException, ExecutionException {
    try (TestDatabase database = engine.open(directory)) {
      execute(database, "CREATE TABLE c (id INT PRIMARY KEY, n INT)");
      execute(database, "INSERT INTO c VALUES (1, 0)");
      inParallel(
          thread ->
              () -> {
                try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                  for (int i = 0; i < ROUNDS; i++) {
                    statement.executeUpdate("UPDATE c SET n = n + 1 WHERE id = 1");
                  }
                }
                return null;
              });
      assertThat(number(database, "SELECT n FROM c")).isEqualTo((long) THREADS * ROUNDS);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void transfersKeepTheSum(Engine engine)
      throws SQLException, InterruptedException, ExecutionException {
    long seed = new Random().nextLong();
    System.err.println("transfersKeepTheSum seed " + seed);
    try (TestDatabase database = engine.open(directory)) {
      execute(database, "CREATE TABLE account (id INT PRIMARY KEY, balance INT NOT NULL)");
      execute(database, "INSERT INTO account SELECT n, 100 FROM generate_series(1, 10) AS g(n)");
      inParallel(
          thread ->
              () -> {
                try (Connection connection = database.connect()) {
                  connection.setAutoCommit(false);
                  transfer(connection, new Random(seed + thread));
                }
                return null;
              });
      assertThat(number(database, "SELECT sum(balance) FROM account")).isEqualTo(1000);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void readersSeeACommitInTwoSchemasOrNothingOfIt(Engine engine)
      throws SQLException, InterruptedException, ExecutionException {
    try (TestDatabase database = engine.open(directory)) {
      for (String schema : List.of("north", "south")) {
        execute(database, "CREATE SCHEMA " + schema);
        execute(database, "CREATE TABLE " + schema + ".stock (id INT PRIMARY KEY, n INT)");
        execute(database, "INSERT INTO " + schema + ".stock VALUES (1, 500)");
      }
      String sum = "SELECT (SELECT n FROM north.stock) + (SELECT n FROM south.stock)";
      inParallel(
          thread ->
              () -> {
                if (thread == 0) {
                  moveBetweenSchemas(database);
                } else {
                  for (int i = 0; i < ROUNDS; i++) {
                    assertThat(number(database, sum)).isEqualTo(1000);
                  }
                }
                return null;
              });
      assertThat(number(database, "SELECT n FROM south.stock")).isEqualTo(500L + ROUNDS);
    }
  }

  private static void moveBetweenSchemas(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ROUNDS; i++) {
        statement.executeUpdate("UPDATE north.stock SET n = n - 1");
        statement.executeUpdate("UPDATE south.stock SET n = n + 1");
        connection.commit();
      }
    }
  }

  private static void transfer(Connection connection, Random random) throws SQLException {
    String sql = "UPDATE account SET balance = balance + ? WHERE id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < ROUNDS; i++) {
        try {
          int amount = random.nextInt(20);
          move(update, -amount, 1 + random.nextInt(10));
          move(update, amount, 1 + random.nextInt(10));
          connection.commit();
        } catch (SQLException e) {
          connection.rollback();
          assertThat(e.getSQLState()).isIn("40001", "40P01");
        }
      }
    }
  }

  private static void move(PreparedStatement update, int amount, int account) throws SQLException {
    update.setInt(1, amount);
    update.setInt(2, account);
    assertThat(update.executeUpdate()).isEqualTo(1);
  }

  /** Makes the task of one thread. */
  private interface Task {
    Callable<Void> of(int thread);
  }

  private static void inParallel(Task task) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        tasks.add(task.of(i));
      }
      for (Future<Void> future : pool.invokeAll(tasks)) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
