package io.karst.sql;

import io.karst.storage.DatabaseView;
import io.karst.storage.engine.Isolation;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One user's conversation with a database: its transaction, its settings and its statements. A JDBC
 * connection is one session. Used by one thread at a time, except for {@link #cancel}.
 *
 * <p>Every method reports errors as {@link io.karst.storage.base.KarstException}.
 */
public interface SqlSession extends AutoCloseable {

  /**
   * Parses one statement and plans it as far as possible.
   *
   * @param sql a single statement; {@code ?} are parameters
   */
  SqlStatement prepare(String sql);

  /** Runs one statement without parameters; plans are cached by template. */
  SqlResult execute(String sql);

  /**
   * Runs a prepared statement.
   *
   * @param statement prepared by this session
   * @param parameters one Java object per parameter, null = SQL NULL; the array is not kept
   */
  SqlResult execute(SqlStatement statement, @Nullable Object[] parameters);

  /**
   * Runs a prepared statement once per parameter row.
   *
   * @return rows affected per parameter row
   * @throws BatchFailure with the counts of the rows before the failing one; the failing statement
   *     alone is undone
   */
  long[] executeBatch(SqlStatement statement, List<@Nullable Object[]> rows);

  boolean autoCommit();

  /** Turning it on commits a running transaction. */
  void setAutoCommit(boolean on);

  /** Commits the running transaction; nothing happens if there is none. */
  void commit();

  /** Undoes the running transaction; nothing happens if there is none. */
  void rollback();

  /**
   * Marks a point in the running transaction; begins one if there is none.
   *
   * @param name as in SAVEPOINT, or null for an anonymous one
   * @return the handle for {@link #rollbackTo} and {@link #release}
   */
  Object setSavepoint(@Nullable String name);

  /** Undoes everything after the savepoint, which stays valid. */
  void rollbackTo(Object savepoint);

  /** Forgets the savepoint and those set after it. */
  void release(Object savepoint);

  TransactionState transactionState();

  Isolation isolation();

  /** Isolation of the next transaction; 25001 while one is running. */
  void setIsolation(Isolation isolation);

  boolean readOnly();

  /** Whether transactions refuse writes (25006); 25001 while one is running. */
  void setReadOnly(boolean readOnly);

  /** The schema against which unqualified names resolve. */
  String currentSchema();

  /** Sets the current schema; 3F000 if there is no such collection. */
  void setCurrentSchema(String name);

  /** Value of a setting as SHOW prints it; 42704 if there is none of that name. */
  String setting(String name);

  /** Changes a setting for this session; 42704 or 22023. */
  void setSetting(String name, String value);

  /** Ends the running statement with 57014, if there is one. Callable from any thread. */
  void cancel();

  /**
   * Longest time a statement may run, including the reading of its rows; it ends with 57014.
   *
   * @param millis 0 = what the setting {@code statement_timeout} says
   */
  void setStatementTimeout(long millis);

  /**
   * Whether INSERTs executed from now on keep their rows for {@link SqlResult#generatedKeys}; off
   * at first. A caller that wants keys turns it on around the execution.
   */
  void keepGeneratedKeys(boolean keep);

  /**
   * Name of the database as {@code current_database()} and the catalog columns of {@code
   * information_schema} show it: last part of the directory, name in memory, or {@code mem}.
   */
  String databaseName();

  /** The database underneath: definitions, collections. */
  DatabaseView database();

  /** False once this session, or the database under it, is closed or has failed. */
  boolean isOpen();

  /** Messages of statements since the last call, oldest first; removes them. */
  List<String> takeNotices();

  /** Sets where COPY FROM STDIN reads; null = nowhere. The stream is not closed. */
  void setCopyInput(@Nullable InputStream input);

  /** Sets where COPY TO STDOUT writes; null = nowhere. The stream is not closed. */
  void setCopyOutput(@Nullable OutputStream output);

  /** Sets who is told how many rows a long statement has handled so far; null = nobody. */
  void setProgressListener(@Nullable LongConsumer listener);

  /** Rolls back a running transaction and gives the database back. Idempotent. */
  @Override
  void close();
}
