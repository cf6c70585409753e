package io.karst.jdbc;

import io.karst.sql.GeneratedKeys;
import io.karst.sql.SqlResult;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL text. Text with several statements runs them all, one after another, each by itself in
 * autocommit mode; {@link #getMoreResults()} walks their outcomes. The last statement's rows are
 * streamed, those of earlier ones are held in memory.
 */
class KarstStatement extends StatementResults {
  static final @Nullable Object[] NO_PARAMETERS = new @Nullable Object[0];

  private final List<String> batch = new ArrayList<>(0);

  KarstStatement(KarstConnection connection, int resultSetType) {
    super(connection, resultSetType);
  }

  /**
   * Runs a prepared statement or a text.
   *
   * @param prepared what to run, or null to run {@code sql}
   */
  final SqlResult run(@Nullable SqlStatement prepared, @Nullable Object[] parameters, String sql)
      throws SQLException {
    KarstConnection owner = connection;
    owner.lock();
    try {
      SqlSession session = owner.session();
      owner.setActive(this);
      if (timeoutSeconds() == 0 && !wantsKeys()) {
        return withNotices(session, runPlain(session, prepared, parameters, sql));
      }
      return withNotices(session, runWithOptions(session, prepared, parameters, sql));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw SqlErrors.unexpected(e);
    } finally {
      owner.unlock();
    }
  }

  private static SqlResult runPlain(
      SqlSession session,
      @Nullable SqlStatement prepared,
      @Nullable Object[] parameters,
      String sql) {
    return prepared == null ? session.execute(sql) : session.execute(prepared, parameters);
  }

  private SqlResult runWithOptions(
      SqlSession session,
      @Nullable SqlStatement prepared,
      @Nullable Object[] parameters,
      String sql) {
    session.setStatementTimeout(timeoutSeconds() * 1000L);
    session.keepGeneratedKeys(wantsKeys());
    try {
      SqlResult result = runPlain(session, prepared, parameters, sql);
      GeneratedKeys keys = wantsKeys() ? result.generatedKeys() : null;
      if (keys != null) {
        addGeneratedKeys(keys);
      }
      return result;
    } finally {
      session.keepGeneratedKeys(false);
      session.setStatementTimeout(0);
    }
  }

  private SqlResult withNotices(SqlSession session, SqlResult result) {
    List<String> notices = session.takeNotices();
    for (int i = 0; i < notices.size(); i++) {
      addWarning(notices.get(i));
    }
    return result;
  }

  // Executing text.

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    startExecution(GeneratedKeyChoice.NONE);
    String text = single(sql);
    checkReturnsRows(text);
    SqlResult result = run(null, NO_PARAMETERS, text);
    if (!result.hasRows()) {
      count(result);
      throw noRows(text);
    }
    return open(connection.shape(result.columns()), result);
  }

  private long executeCounted(String sql, GeneratedKeyChoice choice) throws SQLException {
    startExecution(choice);
    String text = translated(sql);
    if (SqlText.isBlank(text)) {
      return countNothing();
    }
    if (text.indexOf(';') >= 0) {
      executeScript(text);
      return firstCount();
    }
    if (SqlText.isQuery(text)) {
      throw rowsUnexpected();
    }
    SqlResult result = run(null, NO_PARAMETERS, text);
    if (result.hasRows() && result.updateCount() < 0) {
      count(result);
      throw rowsUnexpected();
    }
    return count(result);
  }

  private boolean executeAny(String sql, GeneratedKeyChoice choice) throws SQLException {
    startExecution(choice);
    String text = translated(sql);
    if (SqlText.isBlank(text)) {
      countNothing();
      return false;
    }
    if (text.indexOf(';') >= 0) {
      return executeScript(text);
    }
    SqlResult result = run(null, NO_PARAMETERS, text);
    if (result.hasRows()) {
      open(connection.shape(result.columns()), result);
      return true;
    }
    count(result);
    return false;
  }

  private boolean executeScript(String script) throws SQLException {
    List<SqlText.Piece> pieces = SqlText.split(script);
    ArrayDeque<Outcome> outcomes = new ArrayDeque<>();
    for (int i = 0; i < pieces.size(); i++) {
      outcomes.add(runPiece(pieces.get(i), i < pieces.size() - 1));
    }
    return show(outcomes);
  }

  private Outcome runPiece(SqlText.Piece piece, boolean moreFollow) throws SQLException {
    SqlResult result;
    try {
      result = run(null, NO_PARAMETERS, piece.text());
    } catch (SQLException e) {
      throw atScriptPosition(e, piece);
    }
    if (!result.hasRows()) {
      return new Outcome(null, count(result));
    }
    ResultShape shape = connection.shape(result.columns());
    return new Outcome(resultSet(shape, result, moreFollow || isScrollable()), -1);
  }

  private static SQLException atScriptPosition(SQLException error, SqlText.Piece piece) {
    if (error.getCause() instanceof KarstException cause && cause.hasPosition()) {
      int line = cause.line() + piece.line() - 1;
      int column = cause.line() == 1 ? cause.column() + piece.column() - 1 : cause.column();
      return SqlErrors.of(cause, line, column);
    }
    return error;
  }

  private String translated(String sql) throws SQLException {
    return escapeProcessing() ? JdbcEscapes.translate(sql) : sql;
  }

  private String single(String sql) throws SQLException {
    return SqlText.single(translated(sql));
  }

  /** Refuses a change before it runs; one with RETURNING is found by preparing it. */
  private void checkReturnsRows(String sql) throws SQLException {
    if (SqlText.mayBeChange(sql)) {
      try (SqlStatement statement = prepare(sql)) {
        if (statement.columns() == null) {
          throw noRows(sql);
        }
      }
    }
  }

  private SqlStatement prepare(String sql) throws SQLException {
    connection.lock();
    try {
      return connection.session().prepare(sql);
    } catch (RuntimeException | StackOverflowError e) {
      throw SqlErrors.unexpected(e);
    } finally {
      connection.unlock();
    }
  }

  static SQLException noRows(String sql) {
    return new SQLException("the statement returns no rows: " + SqlText.firstWord(sql), "02000");
  }

  static SQLException rowsUnexpected() {
    return SqlErrors.error(
        ErrorCode.WRONG_OBJECT_TYPE, "the statement returns rows; use executeQuery or execute");
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    return saturated(executeCounted(sql, GeneratedKeyChoice.NONE));
  }

  @Override
  public int executeUpdate(String sql, int keys) throws SQLException {
    return saturated(executeCounted(sql, GeneratedKeyChoice.of(keys)));
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    return saturated(executeCounted(sql, GeneratedKeyChoice.of(columns)));
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    return saturated(executeCounted(sql, GeneratedKeyChoice.of(columns)));
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    return executeCounted(sql, GeneratedKeyChoice.NONE);
  }

  @Override
  public long executeLargeUpdate(String sql, int keys) throws SQLException {
    return executeCounted(sql, GeneratedKeyChoice.of(keys));
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    return executeCounted(sql, GeneratedKeyChoice.of(columns));
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    return executeCounted(sql, GeneratedKeyChoice.of(columns));
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return executeAny(sql, GeneratedKeyChoice.NONE);
  }

  @Override
  public boolean execute(String sql, int keys) throws SQLException {
    return executeAny(sql, GeneratedKeyChoice.of(keys));
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    return executeAny(sql, GeneratedKeyChoice.of(columns));
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    return executeAny(sql, GeneratedKeyChoice.of(columns));
  }

  // Batches of texts.

  @Override
  public void addBatch(String sql) throws SQLException {
    checkOpen();
    batch.add(single(sql));
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return saturated(executeLargeBatch());
  }

  /** Consecutive changes share a transaction in autocommit mode; a failure undoes its own alone. */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    startExecution(GeneratedKeyChoice.NONE);
    List<String> texts = new ArrayList<>(batch);
    batch.clear();
    long[] counts = new long[texts.size()];
    boolean together = texts.stream().allMatch(SqlText::mayBeChange);
    connection.inOneTransaction(
        together,
        () -> {
          for (int i = 0; i < counts.length; i++) {
            counts[i] = runBatched(texts.get(i), Arrays.copyOf(counts, i));
          }
        });
    return counts;
  }

  private long runBatched(String sql, long[] countsBefore) throws SQLException {
    try {
      if (SqlText.isQuery(sql)) {
        throw rowsUnexpected();
      }
      return count(run(null, NO_PARAMETERS, sql));
    } catch (SQLException e) {
      throw SqlErrors.batch(countsBefore, e);
    }
  }

  static int saturated(long count) {
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  static int[] saturated(long[] counts) {
    int[] narrow = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      narrow[i] = saturated(counts[i]);
    }
    return narrow;
  }
}
