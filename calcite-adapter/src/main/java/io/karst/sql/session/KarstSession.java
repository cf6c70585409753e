package io.karst.sql.session;

import io.karst.sql.SqlResult;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.sql.TransactionState;
import io.karst.sql.settings.SessionSettings;
import io.karst.sql.settings.SettingTable;
import io.karst.sql.statement.Cancellation;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.SequenceMemory;
import io.karst.storage.DatabaseView;
import io.karst.storage.TransactionView;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Isolation;
import io.karst.storage.tx.StoreTransaction;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A session over a shared database. One thread at a time uses it, except for {@link #cancel}.
 *
 * <p>Errors inside an explicit transaction follow PostgreSQL: the failed statement is undone and
 * the transaction accepts nothing but ROLLBACK (or ROLLBACK TO a savepoint), unless the setting
 * {@code on_error_rollback} is {@code statement}.
 */
public final class KarstSession implements SqlSession {
  private final SharedDatabase shared;
  private final SessionSettings settings = new SessionSettings();
  private final SessionTransaction transactions;
  private final StatementRunner runner;
  private final SequenceMemory sequences = new SequenceMemory();
  private final OpenCursors cursors = new OpenCursors();
  private final ClientChannels client = new ClientChannels();
  private final BatchRunner batches;
  private final SearchPath searchPath;
  private final SessionStatements statements;
  private volatile @Nullable Cancellation running;
  private boolean closed;

  KarstSession(SharedDatabase shared) {
    this.shared = shared;
    this.transactions = new SessionTransaction(shared.database(), settings, this::isCancelled);
    this.batches = new BatchRunner(this, transactions);
    this.runner = new StatementRunner(this, transactions);
    this.searchPath = new SearchPath(settings, transactions);
    this.statements = new SessionStatements(this, shared, searchPath);
  }

  @Override
  public PreparedSqlStatement prepare(String sql) {
    requireOpen();
    return new PreparedSqlStatement(this, sql, planVersion(), compile(sql));
  }

  @Override
  public SqlResult execute(String sql) {
    requireOpen();
    SessionStatements.Found found;
    try {
      found = statements.find(sql);
    } catch (KarstException e) {
      if (transactions.isExplicit() && transactions.isRunning()) {
        statementFailed();
      }
      throw e;
    }
    return runner.run(found, () -> statements.find(sql));
  }

  @Override
  public SqlResult execute(SqlStatement statement, @Nullable Object[] parameters) {
    requireOpen();
    PreparedSqlStatement own = own(statement);
    return runner.run(
        new SessionStatements.Found(own.current(), parameters),
        () -> new SessionStatements.Found(own.current(), parameters));
  }

  @Override
  public long[] executeBatch(SqlStatement statement, List<@Nullable Object[]> rows) {
    requireOpen();
    own(statement);
    return batches.run(statement, rows);
  }

  private PreparedSqlStatement own(SqlStatement statement) {
    if (statement instanceof PreparedSqlStatement prepared && prepared.belongsTo(this)) {
      return prepared;
    }
    throw new KarstException(
        ErrorCode.INVALID_PARAMETER, "the statement was prepared by another session");
  }

  /** Compiles a statement, or takes it from the cache of the database. */
  CompiledStatement compile(String sql) {
    return statements.compile(sql);
  }

  NamedStatements named() {
    return statements.named();
  }

  /** Differs when a statement has to be compiled again. */
  long planVersion() {
    return (database().catalogVersion() << 20) + searchPath.planVersion();
  }

  @Override
  public boolean autoCommit() {
    return transactions.autoCommit();
  }

  @Override
  public void setAutoCommit(boolean on) {
    requireOpen();
    try {
      if (on && transactions.isRunning()) {
        commit();
      }
    } finally {
      transactions.setAutoCommit(on);
    }
  }

  @Override
  public void commit() {
    requireOpen();
    cursors.cutOffTransaction();
    if (transactions.isFailed()) {
      transactions.rollback();
      throw new KarstException(
          ErrorCode.IN_FAILED_TRANSACTION,
          "the transaction was rolled back because an earlier statement of it failed");
    }
    transactions.commit();
  }

  @Override
  public void rollback() {
    requireOpen();
    cursors.cutOffTransaction();
    transactions.rollback();
  }

  @Override
  public Object setSavepoint(@Nullable String name) {
    requireOpen();
    if (!transactions.isExplicit()) {
      throw new KarstException(
          ErrorCode.NO_ACTIVE_TRANSACTION, "SAVEPOINT can only be used in transaction blocks");
    }
    runner.requireUsable();
    return transactions.addSavepoint(name);
  }

  @Override
  public void rollbackTo(Object savepoint) {
    requireOpen();
    cursors.cutOffTransaction();
    transactions.rollbackTo((Savepoint) savepoint);
  }

  @Override
  public void release(Object savepoint) {
    requireOpen();
    runner.requireUsable();
    transactions.release((Savepoint) savepoint);
  }

  @Override
  public TransactionState transactionState() {
    return transactions.state();
  }

  @Override
  public Isolation isolation() {
    return transactions.modes().isolation();
  }

  @Override
  public void setIsolation(Isolation isolation) {
    requireIdle("isolation");
    settings.set(SettingTable.ISOLATION, TransactionDefaults.nameOf(isolation));
  }

  @Override
  public boolean readOnly() {
    return transactions.modes().readOnly();
  }

  @Override
  public void setReadOnly(boolean readOnly) {
    requireIdle("read-only mode");
    settings.set(SettingTable.READ_ONLY, readOnly ? "on" : "off");
  }

  private void requireIdle(String what) {
    requireOpen();
    if (transactions.isRunning()) {
      throw new KarstException(
          ErrorCode.ACTIVE_TRANSACTION, "cannot change " + what + " inside a transaction");
    }
  }

  @Override
  public String currentSchema() {
    return searchPath.first();
  }

  @Override
  public void setCurrentSchema(String name) {
    requireOpen();
    if (!database().hasCollection(name)) {
      throw new KarstException(
          ErrorCode.INVALID_SCHEMA_NAME, "schema \"" + name + "\" does not exist");
    }
    settings.set(SettingTable.SEARCH_PATH, SearchPath.quote(name));
  }

  @Override
  public String setting(String name) {
    return settings.get(name);
  }

  @Override
  public void setSetting(String name, String value) {
    requireOpen();
    settings.set(name, value);
  }

  @Override
  public void cancel() {
    Cancellation statement = running;
    if (statement != null) {
      statement.cancel();
    }
  }

  @Override
  public void setStatementTimeout(long millis) {
    searchPath.setStatementTimeout(millis);
  }

  /** Milliseconds a statement may take; 0 = no limit. */
  long statementTimeout() {
    return searchPath.statementTimeout();
  }

  @Override
  public void keepGeneratedKeys(boolean keep) {
    client.keepGeneratedKeys(keep);
  }

  @Override
  public String databaseName() {
    return shared.name();
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public List<String> takeNotices() {
    return client.takeNotices();
  }

  @Override
  public void setCopyInput(@Nullable InputStream input) {
    client.setCopyInput(input);
  }

  @Override
  public void setCopyOutput(@Nullable OutputStream output) {
    client.setCopyOutput(output);
  }

  @Override
  public void setProgressListener(@Nullable LongConsumer listener) {
    client.setProgressListener(listener);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      cursors.cutOffAll();
      transactions.end();
    } finally {
      closed = true;
      shared.release();
    }
  }

  /** The database that this session shares, as its transaction sees it. */
  @Override
  public DatabaseView database() {
    TransactionView changed = transactions.changedDefinitions();
    return changed == null ? shared.database() : changed;
  }

  /** Fails with 25P02 if only ROLLBACK is left. */
  void requireUsable() {
    runner.requireUsable();
  }

  SessionSettings settings() {
    return settings;
  }

  SessionTransaction transactions() {
    return transactions;
  }

  List<String> searchPath() {
    return searchPath.schemas();
  }

  SequenceMemory sequences() {
    return sequences;
  }

  ClientChannels client() {
    return client;
  }

  /** How often a statement that lost a race runs again. */
  long statementRestarts() {
    return searchPath.statementRestarts();
  }

  long transactionTimeMicros() {
    return transactions.startMicros();
  }

  void notice(String message) {
    client.notice(message);
  }

  /** Results that are still being read. */
  OpenCursors cursors() {
    return cursors;
  }

  /** Starts the execution of a statement and makes it the one that cancel ends. */
  Execution start(boolean implicit) {
    Execution execution = new Execution(this, implicit);
    running = execution.cancellation();
    return execution;
  }

  /** Begins a transaction for one statement. */
  StoreTransaction beginImplicit() {
    return transactions.beginImplicit();
  }

  /** An execution ended. */
  void stopped(Cancellation cancellation) {
    if (running == cancellation) {
      running = cursors.youngest();
    }
  }

  /** A statement failed: an explicit transaction now waits for its rollback. */
  void statementFailed() {
    if (transactions.isExplicit()
        && !settings.get(SettingTable.ON_ERROR_ROLLBACK).equals("statement")) {
      transactions.fail();
    }
  }

  /** Runs BEGIN, COMMIT, SAVEPOINT and so on. */
  SqlResult control(CompiledStatement statement) {
    if (statement instanceof TransactionCommand command) {
      return command.run(this, transactions);
    }
    throw new KarstException(ErrorCode.INTERNAL, "not a transaction statement");
  }

  private boolean isCancelled() {
    Cancellation statement = running;
    return statement != null && statement.isCancelled();
  }

  private void requireOpen() {
    if (closed) {
      throw new KarstException(ErrorCode.CONNECTION_CLOSED, "the session is closed");
    }
  }
}
