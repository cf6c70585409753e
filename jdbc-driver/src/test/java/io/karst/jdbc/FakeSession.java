package io.karst.jdbc;

import io.karst.sql.BatchFailure;
import io.karst.sql.GeneratedKeys;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.sql.TransactionState;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Isolation;
import io.karst.storage.scan.RowCursor;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A session that answers with what a test put there and remembers what it was asked. */
final class FakeSession implements SqlSession {
  /** What a text answers. */
  record Answer(
      List<ResultColumn> columns,
      List<@Nullable Object[]> rows,
      long updateCount,
      @Nullable GeneratedKeys keys,
      @Nullable KarstException error) {}

  final Map<String, Answer> answers = new HashMap<>();
  final List<String> log = new ArrayList<>();
  @Nullable Object @Nullable [] lastParameters;
  int parameterCount;
  int openResults;
  boolean cancelled;
  private boolean open = true;
  private boolean autoCommit = true;
  private boolean readOnly;
  private boolean keepKeys;
  private Isolation isolation = Isolation.SNAPSHOT;
  private String schema = "public";

  void rows(String sql, List<ResultColumn> columns, List<@Nullable Object[]> rows) {
    answers.put(sql, new Answer(columns, rows, -1, null, null));
  }

  void count(String sql, long count) {
    answers.put(sql, new Answer(List.of(), List.of(), count, null, null));
  }

  void fails(String sql, KarstException error) {
    answers.put(sql, new Answer(List.of(), List.of(), -1, null, error));
  }

  private Answer answer(String sql) {
    log.add(sql);
    Answer answer = answers.get(sql);
    if (answer == null) {
      throw new KarstException(ErrorCode.SYNTAX_ERROR, "no answer for: " + sql).withPosition(1, 3);
    }
    if (answer.error() != null) {
      throw answer.error();
    }
    return answer;
  }

  @Override
  public SqlStatement prepare(String sql) {
    Answer answer = answers.get(sql);
    return new SqlStatement() {
      @Override
      public List<ParameterInfo> parameters() {
        List<ParameterInfo> parameters = new ArrayList<>();
        for (int i = 0; i < parameterCount; i++) {
          parameters.add(new ParameterInfo(null, true));
        }
        return parameters;
      }

      @Override
      public @Nullable List<ResultColumn> columns() {
        return answer == null || answer.columns().isEmpty() ? null : answer.columns();
      }

      @Override
      public boolean isQuery() {
        return columns() != null && answer.updateCount() < 0;
      }

      @Override
      public String sql() {
        return sql;
      }

      @Override
      public void close() {
        log.add("close " + sql);
      }
    };
  }

  @Override
  public SqlResult execute(String sql) {
    return result(answer(sql));
  }

  @Override
  public SqlResult execute(SqlStatement statement, @Nullable Object[] parameters) {
    lastParameters = parameters.clone();
    return result(answer(statement.sql()));
  }

  private SqlResult result(Answer answer) {
    openResults++;
    return new SqlResult() {
      private boolean closed;
      private final RowCursor rows = new MemoryRowsView(answer.rows());

      @Override
      public boolean hasRows() {
        return !answer.columns().isEmpty();
      }

      @Override
      public List<ResultColumn> columns() {
        return answer.columns();
      }

      @Override
      public RowCursor rows() {
        return rows;
      }

      @Override
      public long updateCount() {
        return answer.updateCount();
      }

      @Override
      public @Nullable GeneratedKeys generatedKeys() {
        return keepKeys ? answer.keys() : null;
      }

      @Override
      public String commandTag() {
        return "TEST";
      }

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          openResults--;
        }
      }
    };
  }

  /** Not {@link MemoryRows}, which the driver would let scroll. */
  private static final class MemoryRowsView implements RowCursor {
    private final MemoryRows rows;

    MemoryRowsView(List<@Nullable Object[]> rows) {
      this.rows = new MemoryRows(rows);
    }

    @Override
    public boolean next() {
      return rows.next();
    }

    @Override
    public boolean isNull(int position) {
      return rows.isNull(position);
    }

    @Override
    public @Nullable Object get(int position) {
      return rows.get(position);
    }

    @Override
    public long getLong(int position) {
      return rows.getLong(position);
    }

    @Override
    public double getDouble(int position) {
      return rows.getDouble(position);
    }

    @Override
    public void close() {}
  }

  @Override
  public long[] executeBatch(SqlStatement statement, List<@Nullable Object[]> rows) {
    long[] counts = new long[rows.size()];
    for (int i = 0; i < counts.length; i++) {
      try {
        counts[i] = execute(statement, rows.get(i)).updateCount();
        if ("bad".equals(rows.get(i)[0])) {
          throw new KarstException(ErrorCode.UNIQUE_VIOLATION, "duplicate");
        }
      } catch (KarstException e) {
        throw new BatchFailure(java.util.Arrays.copyOf(counts, i), e);
      }
    }
    return counts;
  }

  @Override
  public boolean autoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean on) {
    log.add("autocommit " + on);
    autoCommit = on;
  }

  @Override
  public void commit() {
    log.add("commit");
  }

  @Override
  public void rollback() {
    log.add("rollback");
  }

  @Override
  public Object setSavepoint(@Nullable String name) {
    return "savepoint " + name;
  }

  @Override
  public void rollbackTo(Object savepoint) {
    log.add("rollback to " + savepoint);
  }

  @Override
  public void release(Object savepoint) {
    log.add("release " + savepoint);
  }

  @Override
  public TransactionState transactionState() {
    return TransactionState.IDLE;
  }

  @Override
  public Isolation isolation() {
    return isolation;
  }

  @Override
  public void setIsolation(Isolation newIsolation) {
    isolation = newIsolation;
  }

  @Override
  public boolean readOnly() {
    return readOnly;
  }

  @Override
  public void setReadOnly(boolean newReadOnly) {
    readOnly = newReadOnly;
  }

  @Override
  public String currentSchema() {
    return schema;
  }

  @Override
  public void setCurrentSchema(String name) {
    schema = name;
  }

  @Override
  public String setting(String name) {
    return name.equals("timezone") ? "UTC" : "";
  }

  @Override
  public void setSetting(String name, String value) {}

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void setStatementTimeout(long millis) {
    log.add("timeout " + millis);
  }

  @Override
  public void keepGeneratedKeys(boolean keep) {
    keepKeys = keep;
  }

  @Override
  public io.karst.storage.Database database() {
    return io.karst.storage.Database.inMemory(io.karst.storage.DatabaseOptions.defaults());
  }

  @Override
  public String databaseName() {
    return "fake";
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public List<String> takeNotices() {
    return List.of();
  }

  @Override
  public void setCopyInput(@Nullable InputStream input) {}

  @Override
  public void setCopyOutput(@Nullable OutputStream output) {}

  @Override
  public void setProgressListener(@Nullable LongConsumer listener) {}

  @Override
  public void close() {
    open = false;
  }
}
