package io.karst.sqltests.tx;

import io.karst.sqltests.oracle.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection with a thread of its own, so that a statement may wait for a lock. */
final class Client implements AutoCloseable {
  private static final int WAIT_SECONDS = 30;

  private final Connection connection;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** A statement on its way. */
  static final class Pending {
    private final Future<Integer> future;

    private Pending(Future<Integer> future) {
      this.future = future;
    }

    /** Waits and returns the update count, or throws what the statement threw. */
    int count() throws SQLException {
      try {
        return future.get(WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SQLException sql) {
          throw sql;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (TimeoutException e) {
        throw new IllegalStateException("still blocked after " + WAIT_SECONDS + " s", e);
      }
    }

    /** Waits and returns the SQLSTATE of the failure, or null after success. */
    @Nullable String sqlState() {
      try {
        count();
        return null;
      } catch (SQLException e) {
        return e.getSQLState();
      }
    }
  }

  Client(TestDatabase database, int isolation) throws SQLException {
    connection = database.connect();
    connection.setTransactionIsolation(isolation);
    connection.setAutoCommit(false);
  }

  /** Starts a statement; when it fails, the transaction is rolled back, which frees its locks. */
  Pending start(String sql) {
    return new Pending(
        thread.submit(
            () -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
              } catch (SQLException e) {
                connection.rollback();
                throw e;
              }
            }));
  }

  int update(String sql) throws SQLException {
    return start(sql).count();
  }

  /** First column of all rows. */
  List<Integer> select(String sql) throws SQLException {
    List<Integer> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getInt(1));
      }
    }
    return values;
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    connection.rollback();
    connection.close();
  }
}
