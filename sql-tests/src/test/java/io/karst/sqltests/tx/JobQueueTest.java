package io.karst.sqltests.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SELECT ... FOR UPDATE with NOWAIT and SKIP LOCKED. */
class JobQueueTest {
  private static final int WORKERS = 4;
  private static final int JOBS = 200;

  @TempDir static Path directory;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyJobIsTakenOnce(Engine engine)
      throws SQLException, InterruptedException, ExecutionException {
    Queue<Integer> taken = new ConcurrentLinkedQueue<>();
    try (TestDatabase database = engine.open(directory)) {
      fill(database);
      ExecutorService pool = Executors.newFixedThreadPool(WORKERS);
      try {
        List<Future<?>> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
          boolean deletes = i % 2 == 0;
          workers.add(
              pool.submit(
                  () -> {
                    work(database, deletes, taken);
                    return null;
                  }));
        }
        for (Future<?> worker : workers) {
          worker.get();
        }
      } finally {
        pool.shutdownNow();
      }
    }
    assertThat(taken).hasSize(JOBS).doesNotHaveDuplicates();
  }

  private static void fill(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE jobs (id INT PRIMARY KEY, done BOOLEAN DEFAULT false)");
      statement.execute(
          "INSERT INTO jobs (id) SELECT n FROM generate_series(1, " + JOBS + ") AS s (n)");
    }
  }

  /** Takes jobs until there are none; half of the workers delete them, half mark them. */
  private static void work(TestDatabase database, boolean deletes, Queue<Integer> taken)
      throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (true) {
        int job;
        try (ResultSet row =
            statement.executeQuery(
                "SELECT id FROM jobs WHERE NOT done ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED")) {
          if (!row.next()) {
            return;
          }
          job = row.getInt(1);
        }
        statement.executeUpdate(
            (deletes ? "DELETE FROM jobs" : "UPDATE jobs SET done = true") + " WHERE id = " + job);
        connection.commit();
        taken.add(job);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void lockedRowsAreRefusedOrLeftOut(Engine engine) throws SQLException {
    try (TestDatabase database = engine.open(directory)) {
      fill(database);
      try (Connection holder = database.connect();
          Connection other = database.connect();
          Statement hold = holder.createStatement();
          Statement take = other.createStatement()) {
        holder.setAutoCommit(false);
        hold.executeUpdate("UPDATE jobs SET done = true WHERE id IN (1, 3)");
        assertThat(ids(take, "SELECT id FROM jobs ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED"))
            .containsExactly(2, 4);
        assertThat(
                ids(
                    take,
                    "SELECT id FROM jobs ORDER BY id LIMIT 2 OFFSET 1 FOR UPDATE SKIP LOCKED"))
            .containsExactly(4, 5);
        assertThatThrownBy(
                () -> ids(take, "SELECT id FROM jobs WHERE id < 4 ORDER BY id FOR SHARE NOWAIT"))
            .isInstanceOf(SQLException.class)
            .extracting(error -> ((SQLException) error).getSQLState())
            .isEqualTo("55P03");
        assertThat(ids(take, "SELECT id FROM jobs WHERE id = 2 FOR UPDATE NOWAIT"))
            .containsExactly(2);
      }
    }
  }

  private static List<Integer> ids(Statement statement, String sql) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }
}
