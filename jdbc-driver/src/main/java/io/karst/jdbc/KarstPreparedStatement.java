package io.karst.jdbc;

import io.karst.sql.BatchFailure;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.ZonedValues;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement planned once. Executing it makes a result set and nothing else: the parameter array
 * and the description of the columns are reused.
 */
final class KarstPreparedStatement extends ParameterSetters {
  /** Marks a parameter that was never set. */
  private static final Object UNSET = new Object();

  private final SqlStatement statement;
  private final List<ParameterInfo> parameters;
  private final @Nullable Object[] values;
  private final GeneratedKeyChoice keys;
  private @Nullable ResultShape shape;
  private @Nullable List<@Nullable Object[]> rows;

  KarstPreparedStatement(
      KarstConnection connection,
      SqlStatement statement,
      int resultSetType,
      GeneratedKeyChoice keys) {
    super(connection, resultSetType);
    this.statement = statement;
    this.parameters = statement.parameters();
    this.values = new @Nullable Object[parameters.size()];
    this.keys = keys;
    Arrays.fill(values, UNSET);
  }

  @Override
  void set(int index, @Nullable Object value) throws SQLException {
    checkOpen();
    if (index < 1 || index > values.length) {
      throw noSuchParameter(index);
    }
    if (value instanceof Number && ParameterValues.isTemporal(parameters.get(index - 1).type())) {
      throw SqlErrors.error(
          ErrorCode.DATATYPE_MISMATCH,
          "parameter " + index + " is of type " + target(index) + " but the value is a number");
    }
    values[index - 1] = value;
  }

  @Override
  @Nullable ColumnType target(int index) throws SQLException {
    if (index < 1 || index > values.length) {
      throw noSuchParameter(index);
    }
    return parameters.get(index - 1).type();
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    Arrays.fill(values, UNSET);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    startExecution(keys);
    checkAllSet();
    if (statement.columns() == null) {
      throw noRows(statement.sql());
    }
    SqlResult result = run(statement, values, "");
    return open(shape(result), result);
  }

  @Override
  public int executeUpdate() throws SQLException {
    return saturated(executeLargeUpdate());
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    startExecution(keys);
    checkAllSet();
    if (statement.isQuery()) {
      throw rowsUnexpected();
    }
    return count(run(statement, values, ""));
  }

  @Override
  public boolean execute() throws SQLException {
    startExecution(keys);
    checkAllSet();
    SqlResult result = run(statement, values, "");
    if (result.hasRows()) {
      open(shape(result), result);
      return true;
    }
    count(result);
    return false;
  }

  /** The shape of the columns; the same object as long as the session gives the same list. */
  private ResultShape shape(SqlResult result) {
    List<ResultColumn> columns = result.columns();
    ResultShape known = shape;
    ZonedValues values = connection.values();
    if (known == null || !known.fits(columns, values)) {
      known = new ResultShape(columns, values);
      shape = known;
    }
    return known;
  }

  // Batches.

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    checkAllSet();
    if (rows == null) {
      rows = new ArrayList<>();
    }
    rows.add(values.clone());
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    rows = null;
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return saturated(executeLargeBatch());
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    startExecution(keys);
    List<@Nullable Object[]> batch = rows;
    rows = null;
    if (batch == null) {
      return new long[0];
    }
    if (statement.isQuery()) {
      throw SqlErrors.batch(new long[0], rowsUnexpected());
    }
    if (wantsKeys()) {
      long[] counts = new long[batch.size()];
      connection.inOneTransaction(true, () -> runKeepingKeys(batch, counts));
      return counts;
    }
    return runBatch(batch);
  }

  private long[] runBatch(List<@Nullable Object[]> batch) throws SQLException {
    connection.lock();
    try {
      SqlSession session = connection.session();
      connection.setActive(this);
      session.setStatementTimeout(timeoutSeconds() * 1000L);
      try {
        return session.executeBatch(statement, batch);
      } finally {
        session.setStatementTimeout(0);
      }
    } catch (BatchFailure e) {
      throw SqlErrors.batch(e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw SqlErrors.batch(new long[0], SqlErrors.unexpected(e));
    } finally {
      connection.unlock();
    }
  }

  private void runKeepingKeys(List<@Nullable Object[]> batch, long[] counts) throws SQLException {
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = count(run(statement, batch.get(i), ""));
      } catch (SQLException e) {
        throw SqlErrors.batch(Arrays.copyOf(counts, i), e);
      }
    }
  }

  // Metadata and life.

  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    List<ResultColumn> columns = statement.columns();
    return columns == null ? null : new KarstResultSetMetaData(columns, catalogName());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new KarstParameterMetaData(parameters);
  }

  @Override
  public void close() throws SQLException {
    if (isClosed()) {
      return;
    }
    try {
      super.close();
    } finally {
      connection.closeQuietly(statement);
    }
  }

  /** The text it was prepared from. */
  @Override
  public String toString() {
    return statement.sql();
  }

  private void checkAllSet() throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNSET) {
        throw new SQLException(
            "no value was set for parameter " + (i + 1) + " of " + values.length, "07001");
      }
    }
  }

  private SQLException noSuchParameter(int index) throws SQLException {
    checkOpen();
    return new SQLException(
        "there is no parameter " + index + "; the statement has " + values.length, "07009");
  }

  // Text is refused: the statement has its own.

  @Override
  public void addBatch(String sql) throws SQLException {
    throw noTextHere();
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    throw noTextHere();
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    throw noTextHere();
  }

  @Override
  public int executeUpdate(String sql, int choice) throws SQLException {
    throw noTextHere();
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    throw noTextHere();
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    throw noTextHere();
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    throw noTextHere();
  }

  @Override
  public long executeLargeUpdate(String sql, int choice) throws SQLException {
    throw noTextHere();
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    throw noTextHere();
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    throw noTextHere();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    throw noTextHere();
  }

  @Override
  public boolean execute(String sql, int choice) throws SQLException {
    throw noTextHere();
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    throw noTextHere();
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    throw noTextHere();
  }
}
