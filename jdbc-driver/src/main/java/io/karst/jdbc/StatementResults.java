package io.karst.jdbc;

import io.karst.sql.GeneratedKeys;
import io.karst.sql.SqlResult;
import io.karst.storage.base.ErrorCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement's last execution left: its current result, those waiting, generated keys. */
abstract class StatementResults extends StatementSettings {
  final KarstConnection connection;

  /** Neighbours in the connection's list of open statements, which the connection maintains. */
  @Nullable StatementResults previousOpen;

  @Nullable StatementResults nextOpen;

  private final List<GeneratedKeys> inserted = new ArrayList<>(0);
  private GeneratedKeyChoice keyChoice = GeneratedKeyChoice.NONE;
  private @Nullable KarstResultSet current;
  private long updateCount = -1;
  private @Nullable ArrayDeque<Outcome> waiting;
  private @Nullable List<KarstResultSet> kept;
  private volatile boolean closed;
  private boolean closeOnCompletion;

  /** Rows, or a count if there are none. */
  record Outcome(@Nullable KarstResultSet rows, long count) {}

  StatementResults(KarstConnection connection, int resultSetType) {
    super(resultSetType);
    this.connection = connection;
  }

  /** Forgets the outcome of the execution before. */
  final void startExecution(GeneratedKeyChoice choice) throws SQLException {
    checkOpen();
    closeResults();
    forgetWarnings();
    keyChoice = choice;
    if (!inserted.isEmpty()) {
      inserted.clear();
    }
  }

  final boolean wantsKeys() {
    return keyChoice.isWanted();
  }

  final void addGeneratedKeys(GeneratedKeys keys) {
    inserted.add(keys);
  }

  /** Makes the rows of a result this statement's current result set. */
  final KarstResultSet open(ResultShape shape, SqlResult result) throws SQLException {
    KarstResultSet rows = resultSet(shape, result, isScrollable());
    current = rows;
    updateCount = -1;
    return rows;
  }

  /** Makes a count this statement's outcome; closes the result. */
  final long count(SqlResult result) throws SQLException {
    long count = Math.max(0, result.updateCount());
    try {
      result.close();
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
    updateCount = count;
    return count;
  }

  /** The outcome of a text without a statement. */
  final long countNothing() {
    updateCount = 0;
    return 0;
  }

  final KarstResultSet resultSet(ResultShape shape, SqlResult result, boolean inMemory)
      throws SQLException {
    if (!inMemory) {
      return KarstResultSet.streaming(shape, result, this, rowLimit());
    }
    try (result) {
      MemoryRows rows = MemoryRows.copyOf(result.rows(), shape.width(), rowLimit());
      return KarstResultSet.buffered(shape, rows, this);
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
  }

  /** Makes these the outcomes to walk; true if the first has rows. */
  final boolean show(ArrayDeque<Outcome> outcomes) {
    waiting = outcomes;
    return advance();
  }

  /** The first count among the outcomes; an error if every one has rows. */
  final long firstCount() throws SQLException {
    while (current != null) {
      if (!getMoreResults() && updateCount < 0) {
        throw KarstStatement.rowsUnexpected();
      }
    }
    return Math.max(0, updateCount);
  }

  private boolean advance() {
    Outcome next = waiting == null ? null : waiting.poll();
    current = next == null ? null : next.rows();
    updateCount = next == null ? -1 : next.count();
    return current != null;
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return current;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return KarstStatement.saturated(getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int whatToDo) throws SQLException {
    checkOpen();
    KarstResultSet before = current;
    if (whatToDo == CLOSE_ALL_RESULTS) {
      closeKept();
    }
    boolean hasRows = advance();
    if (before != null && whatToDo == KEEP_CURRENT_RESULT) {
      if (kept == null) {
        kept = new ArrayList<>();
      }
      kept.add(before);
    } else if (before != null) {
      before.close();
    }
    return hasRows;
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return keyChoice.resultSet(inserted);
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  /** Called by a result set of this statement when it is closed. */
  final void resultClosed() throws SQLException {
    if (!closeOnCompletion || closed || (waiting != null && !waiting.isEmpty())) {
      return;
    }
    if (current == null || current.isClosed()) {
      close();
    }
  }

  @Override
  public void cancel() throws SQLException {
    checkOpen();
    connection.cancel(this);
  }

  /** Whether rows of its current result may still come from the session. */
  final boolean isStreaming() {
    KarstResultSet rows = current;
    return rows != null && rows.isStreaming();
  }

  @Override
  public Connection getConnection() throws SQLException {
    checkOpen();
    return connection;
  }

  /** What metadata of results shows as catalog. */
  final String catalogName() {
    return connection.databaseName();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      closeResults();
    } finally {
      connection.forget(this);
    }
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed) {
      throw connection.isClosed() ? SqlErrors.closed("connection") : SqlErrors.closed("statement");
    }
  }

  private void closeResults() throws SQLException {
    KarstResultSet rows = current;
    current = null;
    updateCount = -1;
    if (rows != null) {
      closeQuietlyOnCompletion(rows);
    }
    if (waiting != null) {
      for (Outcome outcome : waiting) {
        if (outcome.rows() != null) {
          closeQuietlyOnCompletion(outcome.rows());
        }
      }
      waiting = null;
    }
    closeKept();
  }

  private void closeKept() throws SQLException {
    if (kept != null) {
      List<KarstResultSet> closing = kept;
      kept = null;
      for (KarstResultSet rows : closing) {
        closeQuietlyOnCompletion(rows);
      }
    }
  }

  /** Closes rows without closing the statement, which is being used again or closed anyway. */
  private void closeQuietlyOnCompletion(KarstResultSet rows) throws SQLException {
    boolean before = closeOnCompletion;
    closeOnCompletion = false;
    try {
      rows.close();
    } finally {
      closeOnCompletion = before;
    }
  }

  /** Misuse of a prepared statement. */
  static SQLException noTextHere() {
    return SqlErrors.error(
        ErrorCode.WRONG_OBJECT_TYPE, "a prepared statement already has its SQL text");
  }
}
