package io.karst.sqltests.tx;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One transaction whose steps run in a thread of its own, so that a step may wait for a lock. */
final class SerializableSession implements AutoCloseable {
  private static final long BLOCKED_MILLIS = 30;
  private static final long WAIT_SECONDS = 30;
  private static final Set<String> RETRYABLE = Set.of("40001", "40P01");

  private final Connection connection;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Iterator<String> steps;
  private final List<String> seen = new ArrayList<>();
  private final List<Future<?>> started = new ArrayList<>();
  private volatile boolean refused;

  SerializableSession(Connection connection, int isolation, List<String> steps)
      throws SQLException {
    this.connection = connection;
    this.steps = steps.iterator();
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(isolation);
  }

  /**
   * Starts the next step, or the commit after the last one, and gives it some time to end.
   *
   * @param alone nobody can be in its way: it must end
   */
  void startNext(boolean alone) {
    String step = steps.hasNext() ? steps.next() : null;
    Future<?> future = thread.submit(() -> run(step));
    started.add(future);
    try {
      future.get(
          alone ? TimeUnit.SECONDS.toMillis(WAIT_SECONDS) : BLOCKED_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It waits for another session; finish() looks at it again.
      assertThat(alone).as("%s", step).isFalse();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(@Nullable String step) {
    if (refused) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      if (step == null) {
        connection.commit();
      } else if (step.startsWith("SELECT")) {
        seen.addAll(SerializableTest.rows(statement, step));
      } else {
        seen.add(statement.executeUpdate(step) + " rows");
      }
    } catch (SQLException e) {
      rollBack(e);
    }
  }

  private void rollBack(SQLException cause) {
    if (!RETRYABLE.contains(String.valueOf(cause.getSQLState()))) {
      throw new IllegalStateException(cause);
    }
    refused = true;
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits for all steps; what they have seen, or null if the transaction was refused or never
   * began.
   */
  @Nullable List<String> finish() {
    for (Future<?> step : started) {
      try {
        step.get(WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new IllegalStateException(e);
      }
    }
    return refused || started.isEmpty() ? null : List.copyOf(seen);
  }

  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    connection.close();
  }
}
