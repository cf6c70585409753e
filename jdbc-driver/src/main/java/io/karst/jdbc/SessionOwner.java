package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.storage.value.ZonedValues;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The part of a connection that holds the session: one call at a time, the open statements, cancel,
 * and the end of it all.
 */
abstract class SessionOwner extends ConnectionSettings {
  /** Setting that says what an error does to a transaction. */
  private static final String ON_ERROR = "on_error_rollback";

  private static final String TIME_ZONE = "timezone";

  private final SqlSession session;
  private final ConnectionUrl url;
  private final String databaseName;
  private final ReentrantLock lock = new ReentrantLock();
  private final ShapeCache shapes = new ShapeCache();
  private String zoneOfValues = "UTC";
  private ZonedValues values = ZonedValues.UTC;

  /** Head of the list of open statements; guarded by {@code lock}. */
  private @Nullable StatementResults firstOpen;

  /** The statement that runs, or ran last. */
  private volatile @Nullable StatementResults active;

  private volatile boolean closed;

  SessionOwner(SqlSession session, ConnectionUrl url) {
    this.session = session;
    this.url = url;
    this.databaseName = session.databaseName();
  }

  final void lock() {
    lock.lock();
  }

  final void unlock() {
    lock.unlock();
  }

  /** The session; the caller holds the lock. */
  final SqlSession session() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("connection");
    }
    return session;
  }

  final void setActive(StatementResults statement) {
    active = statement;
  }

  /** Ends what the statement runs, if it runs something. Any thread. */
  final void cancel(StatementResults statement) {
    if (active == statement && (lock.isLocked() || statement.isStreaming())) {
      session.cancel();
    }
  }

  final ResultShape shape(List<ResultColumn> columns) {
    return shapes.of(columns, values());
  }

  /** How the session shows values; the same object as long as its time zone is the same. */
  final ZonedValues values() {
    String zone = session.setting(TIME_ZONE);
    if (!zone.equals(zoneOfValues)) {
      zoneOfValues = zone;
      values = ZonedValues.of(ZoneId.of(zone));
    }
    return values;
  }

  final String databaseName() {
    return databaseName;
  }

  final ConnectionUrl url() {
    return url;
  }

  final void forget(StatementResults statement) {
    lock();
    try {
      StatementResults before = statement.previousOpen;
      StatementResults after = statement.nextOpen;
      if (before == null) {
        firstOpen = firstOpen == statement ? after : firstOpen;
      } else {
        before.nextOpen = after;
      }
      if (after != null) {
        after.previousOpen = before;
      }
      statement.previousOpen = null;
      statement.nextOpen = null;
      if (active == statement) {
        active = null;
      }
    } finally {
      unlock();
    }
  }

  final void closeQuietly(SqlStatement statement) throws SQLException {
    lock();
    try {
      statement.close();
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    } finally {
      unlock();
    }
  }

  /** Work that throws SQL exceptions. */
  interface Work {
    void run() throws SQLException;
  }

  /**
   * Runs work; in autocommit mode and if {@code together}, in one transaction that is committed
   * also if the work fails: only the failing statement is undone.
   */
  final void inOneTransaction(boolean together, Work work) throws SQLException {
    lock();
    try {
      if (!together || !getAutoCommit()) {
        work.run();
        return;
      }
      String habit = call(s -> s.setting(ON_ERROR));
      change(s -> s.setSetting(ON_ERROR, "statement"));
      try {
        setAutoCommit(false);
        work.run();
      } finally {
        setAutoCommit(true);
        change(s -> s.setSetting(ON_ERROR, habit));
      }
    } finally {
      unlock();
    }
  }

  final <S extends StatementResults> S remember(S statement) {
    lock();
    try {
      statement.nextOpen = firstOpen;
      if (firstOpen != null) {
        firstOpen.previousOpen = statement;
      }
      firstOpen = statement;
      return statement;
    } finally {
      unlock();
    }
  }

  /** A call of the session. */
  interface Call<T> {
    T on(SqlSession session) throws SQLException;
  }

  final <T> T call(Call<T> call) throws SQLException {
    lock();
    try {
      return call.on(session());
    } catch (RuntimeException | StackOverflowError e) {
      throw SqlErrors.unexpected(e);
    } finally {
      unlock();
    }
  }

  interface Change {
    void on(SqlSession session) throws SQLException;
  }

  final void change(Change change) throws SQLException {
    lock();
    try {
      change.on(session());
    } catch (RuntimeException | StackOverflowError e) {
      throw SqlErrors.unexpected(e);
    } finally {
      unlock();
    }
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("connection");
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    lock();
    try {
      if (closed) {
        return;
      }
      SQLException failure = closeStatements();
      closed = true;
      session.close();
      if (failure != null) {
        throw failure;
      }
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    } finally {
      unlock();
    }
  }

  private @Nullable SQLException closeStatements() {
    SQLException failure = null;
    while (firstOpen != null) {
      StatementResults statement = firstOpen;
      try {
        statement.close();
      } catch (SQLException e) {
        failure = failure == null ? e : failure;
        forget(statement);
      }
    }
    return failure;
  }

  /** Cancels what runs and closes the connection on the executor's thread. */
  @Override
  public void abort(Executor executor) throws SQLException {
    if (closed) {
      return;
    }
    session.cancel();
    executor.execute(
        () -> {
          try {
            close();
          } catch (SQLException e) {
            closed = true;
          }
        });
  }

  final boolean isAlive() {
    return !closed && session.isOpen();
  }
}
