package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The properties of a statement that are values to keep. */
abstract class StatementSettings implements Statement, Unwrapping {
  private final int resultSetType;
  private @Nullable SQLWarning warnings;
  private long maxRows;
  private int maxFieldSize;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private int queryTimeout;
  private boolean poolable;
  private boolean escapeProcessing = true;

  StatementSettings(int resultSetType) {
    this.resultSetType = resultSetType;
  }

  abstract void checkOpen() throws SQLException;

  final boolean escapeProcessing() {
    return escapeProcessing;
  }

  /** Most rows of a result as a count, never 0. */
  final long rowLimit() {
    return maxRows == 0 ? Long.MAX_VALUE : maxRows;
  }

  /** Seconds; 0 = the session's limit holds. */
  final int timeoutSeconds() {
    return queryTimeout;
  }

  final boolean isScrollable() {
    return resultSetType != ResultSet.TYPE_FORWARD_ONLY;
  }

  final void addWarning(String message) {
    SQLWarning warning = new SQLWarning(message, "01000");
    if (warnings == null) {
      warnings = warning;
    } else {
      warnings.setNextWarning(warning);
    }
  }

  final void forgetWarnings() {
    warnings = null;
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings = null;
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return maxFieldSize;
  }

  /** Kept, but values are never cut. */
  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    maxFieldSize = notNegative(max, "maxFieldSize");
  }

  @Override
  public int getMaxRows() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    checkOpen();
    if (max < 0) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "maxRows cannot be " + max);
    }
    maxRows = max;
  }

  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
    escapeProcessing = enable;
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    queryTimeout = notNegative(seconds, "queryTimeout");
  }

  /** Ignored, as JDBC asks: there are no positioned updates that could use the name. */
  @Override
  public void setCursorName(String name) throws SQLException {
    checkOpen();
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != ResultSet.FETCH_FORWARD
        && direction != ResultSet.FETCH_REVERSE
        && direction != ResultSet.FETCH_UNKNOWN) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "fetch direction cannot be " + direction);
    }
    fetchDirection = direction;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /** A hint without effect: rows are always streamed. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    fetchSize = notNegative(rows, "fetchSize");
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetType() throws SQLException {
    checkOpen();
    return resultSetType;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public void setPoolable(boolean isPoolable) throws SQLException {
    checkOpen();
    poolable = isPoolable;
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  private int notNegative(int value, String name) throws SQLException {
    checkOpen();
    if (value < 0) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, name + " cannot be " + value);
    }
    return value;
  }
}
