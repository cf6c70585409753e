package io.karst.jdbc;

import io.karst.sql.SqlResult;
import io.karst.sql.statement.ListCursor;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.scan.RowCursor;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a query, streamed: a row is read when {@link #next} asks for it. Getters of primitive
 * types read the row without making objects. Results in memory can be scrolled as well.
 */
final class KarstResultSet extends ResultSetProperties implements Unwrapping {
  private final ResultShape shape;
  private final ColumnReader[] readers;
  private RowCursor rows;
  private @Nullable SqlResult result;
  private final @Nullable StatementResults statement;
  private final long maxRows;
  private final int type;

  private boolean onRow;
  private boolean ended;
  private boolean closed;
  private boolean finished;
  private boolean wasNull;
  private long rowNumber;

  private KarstResultSet(
      ResultShape shape,
      RowCursor rows,
      @Nullable SqlResult result,
      @Nullable StatementResults statement,
      long maxRows) {
    this.shape = shape;
    this.readers = shape.readers;
    this.rows = rows;
    this.result = result;
    this.statement = statement;
    this.maxRows = maxRows;
    this.type = rows instanceof MemoryRows ? TYPE_SCROLL_INSENSITIVE : TYPE_FORWARD_ONLY;
  }

  /** Rows of a statement's result, which the result set closes. */
  static KarstResultSet streaming(
      ResultShape shape, SqlResult result, StatementResults statement, long maxRows) {
    return new KarstResultSet(shape, result.rows(), result, statement, maxRows);
  }

  /** Rows already read, on behalf of a statement. */
  static KarstResultSet buffered(
      ResultShape shape, MemoryRows rows, @Nullable StatementResults statement) {
    return new KarstResultSet(shape, rows, null, statement, Long.MAX_VALUE);
  }

  /** Rows made by the driver, in canonical values. */
  static KarstResultSet inMemory(ResultShape shape, List<@Nullable Object[]> rows) {
    return buffered(shape, new MemoryRows(rows), null);
  }

  @Override
  public boolean next() throws SQLException {
    if (ended || closed) {
      checkOpen();
      return false;
    }
    try {
      onRow = rowNumber < maxRows && rows.next();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      onRow = false;
      ended = true;
      throw failed(e);
    }
    if (onRow) {
      rowNumber++;
      return true;
    }
    ended = true;
    if (result != null) {
      finish();
    }
    return false;
  }

  @Override
  public long getLong(int column) throws SQLException {
    int position = position(column);
    try {
      wasNull = rows.isNull(position);
      return wasNull ? 0 : readers[position].readLong(rows, position);
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
  }

  @Override
  public int getInt(int column) throws SQLException {
    long value = getLong(column);
    int narrow = (int) value;
    if (narrow != value) {
      throw SqlErrors.outOfRange(value, "int");
    }
    return narrow;
  }

  @Override
  public short getShort(int column) throws SQLException {
    long value = getLong(column);
    short narrow = (short) value;
    if (narrow != value) {
      throw SqlErrors.outOfRange(value, "short");
    }
    return narrow;
  }

  @Override
  public byte getByte(int column) throws SQLException {
    long value = getLong(column);
    byte narrow = (byte) value;
    if (narrow != value) {
      throw SqlErrors.outOfRange(value, "byte");
    }
    return narrow;
  }

  @Override
  public double getDouble(int column) throws SQLException {
    int position = position(column);
    try {
      wasNull = rows.isNull(position);
      return wasNull ? 0 : readers[position].readDouble(rows, position);
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  @Nullable Object value(int column) throws SQLException {
    int position = position(column);
    try {
      Object value = rows.get(position);
      wasNull = value == null;
      return value;
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
  }

  @Override
  ColumnReader reader(int column) {
    return readers[column - 1];
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public int findColumn(String label) throws SQLException {
    checkOpen();
    return shape.find(label) + 1;
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new KarstResultSetMetaData(
        shape.columns, statement == null ? "" : statement.catalogName());
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    onRow = false;
    try {
      finish();
    } finally {
      if (statement != null) {
        statement.resultClosed();
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /** Whether rows may still come from the session. */
  boolean isStreaming() {
    return result != null && !ended && !closed;
  }

  /** Gives back what the rows hold; in autocommit mode this ends the transaction. */
  private void finish() throws SQLException {
    if (finished) {
      return;
    }
    finished = true;
    RowCursor read = rows;
    SqlResult behind = result;
    if (behind != null) {
      // A statement that nobody closes must not keep what its last result read.
      rows = new ListCursor(List.of());
      result = null;
    }
    try {
      read.close();
      if (behind != null) {
        behind.close();
      }
    } catch (RuntimeException e) {
      throw SqlErrors.unexpected(e);
    }
  }

  private SQLException failed(Throwable error) {
    try {
      finish();
    } catch (SQLException e) {
      error.addSuppressed(e);
    }
    return SqlErrors.unexpected(error);
  }

  private int position(int column) throws SQLException {
    if (!onRow) {
      throw notOnRow();
    }
    if (column < 1 || column > readers.length) {
      throw SqlErrors.error(
          ErrorCode.UNDEFINED_COLUMN,
          "column " + column + " of a result with " + readers.length + " columns");
    }
    return column - 1;
  }

  private SQLException notOnRow() {
    if (closed) {
      return SqlErrors.closed("result set");
    }
    return new SQLException(
        rowNumber == 0 && !ended ? "call next() before reading values" : "no current row", "24000");
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.closed("result set");
    }
  }

  // Position and scrolling.

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return onRow ? (int) rowNumber : 0;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    if (rows instanceof MemoryRows memory) {
      return memory.index() < 0 && memory.size() > 0;
    }
    return rowNumber == 0 && !ended;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return ended
        && !onRow
        && (rowNumber > 0 || (rows instanceof MemoryRows memory && memory.size() > 0));
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return onRow && rowNumber == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    MemoryRows memory = scrollable();
    return onRow && memory.index() == memory.size() - 1;
  }

  @Override
  public void beforeFirst() throws SQLException {
    scrollTo(-1);
  }

  @Override
  public void afterLast() throws SQLException {
    scrollTo(scrollable().size());
  }

  @Override
  public boolean first() throws SQLException {
    return scrollTo(0);
  }

  @Override
  public boolean last() throws SQLException {
    return scrollTo(scrollable().size() - 1L);
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    return scrollTo(row < 0 ? scrollable().size() + (long) row : row - 1L);
  }

  @Override
  public boolean relative(int distance) throws SQLException {
    return scrollTo(scrollable().index() + (long) distance);
  }

  @Override
  public boolean previous() throws SQLException {
    return relative(-1);
  }

  private boolean scrollTo(long index) throws SQLException {
    MemoryRows memory = scrollable();
    onRow = memory.moveTo(index);
    ended = memory.index() >= memory.size();
    rowNumber = Math.min(memory.size(), memory.index() + 1L);
    return onRow;
  }

  private MemoryRows scrollable() throws SQLException {
    checkOpen();
    if (rows instanceof MemoryRows memory) {
      return memory;
    }
    throw SqlErrors.notSupported("scrolling in a forward-only result");
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return type;
  }
}
