package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** The properties of a result set that do not depend on where its rows come from. */
abstract class ResultSetProperties extends DerivedGetters {
  private int fetchSize;
  private int fetchDirection = FETCH_FORWARD;

  abstract void checkOpen() throws SQLException;

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != FETCH_FORWARD && getType() == TYPE_FORWARD_ONLY) {
      throw SqlErrors.notSupported("another fetch direction than FETCH_FORWARD");
    }
    fetchDirection = direction;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /** A hint without effect: rows are always streamed one at a time. */
  @Override
  public void setFetchSize(int rowCount) throws SQLException {
    checkOpen();
    if (rowCount < 0) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "fetch size " + rowCount);
    }
    fetchSize = rowCount;
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlErrors.notSupported("a named cursor");
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }
}
