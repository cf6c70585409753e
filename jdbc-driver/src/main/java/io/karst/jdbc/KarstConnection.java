package io.karst.jdbc;

import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.sql.TransactionState;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.engine.Isolation;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection: one session. Threads may share it; their statements then run one after another.
 * Reading one result's rows is for one thread at a time.
 */
public final class KarstConnection extends SessionOwner implements ClientStreams {
  private int savepoints;

  KarstConnection(SqlSession session, ConnectionUrl url) {
    super(session, url);
  }

  // Statements.

  @Override
  public Statement createStatement() throws SQLException {
    checkOpen();
    return remember(new KarstStatement(this, ResultSet.TYPE_FORWARD_ONLY));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    checkOpen();
    return remember(new KarstStatement(this, resultSetType(type, concurrency)));
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkHoldability(holdability);
    return createStatement(type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeyChoice.NONE);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepare(sql, resultSetType(type, concurrency), GeneratedKeyChoice.NONE);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    checkHoldability(holdability);
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeyChoice.of(keys));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeyChoice.of(columns));
  }

  @Override
  public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
    return prepare(sql, ResultSet.TYPE_FORWARD_ONLY, GeneratedKeyChoice.of(columns));
  }

  private PreparedStatement prepare(String sql, int type, GeneratedKeyChoice keys)
      throws SQLException {
    String text = SqlText.single(JdbcEscapes.translate(sql));
    SqlStatement statement = call(s -> s.prepare(text));
    return remember(new KarstPreparedStatement(this, statement, type, keys));
  }

  private int resultSetType(int type, int concurrency) throws SQLException {
    checkOpen();
    if (concurrency == ResultSet.CONCUR_UPDATABLE) {
      addWarning("results are read-only; CONCUR_UPDATABLE has no effect");
    } else if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw SqlErrors.error(
          ErrorCode.INVALID_PARAMETER, "result set concurrency cannot be " + concurrency);
    }
    return switch (type) {
      case ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE -> type;
      case ResultSet.TYPE_SCROLL_SENSITIVE -> {
        addWarning("scrollable results do not see later changes; the type is insensitive");
        yield ResultSet.TYPE_SCROLL_INSENSITIVE;
      }
      default ->
          throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "result set type cannot be " + type);
    };
  }

  // Transactions.

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    change(s -> s.setAutoCommit(on));
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    return call(SqlSession::autoCommit);
  }

  /** Commits the running transaction, also one that SQL's BEGIN began in autocommit mode. */
  @Override
  public void commit() throws SQLException {
    change(
        s -> {
          checkInTransaction(s, "commit");
          s.commit();
        });
  }

  @Override
  public void rollback() throws SQLException {
    change(
        s -> {
          checkInTransaction(s, "roll back");
          s.rollback();
        });
  }

  private static void checkInTransaction(SqlSession session, String what) throws SQLException {
    if (session.autoCommit() && session.transactionState() == TransactionState.IDLE) {
      throw SqlErrors.error(
          ErrorCode.NO_ACTIVE_TRANSACTION, "cannot " + what + " when autocommit is on");
    }
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    return savepoint(null);
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    return savepoint(name);
  }

  private Savepoint savepoint(@Nullable String name) throws SQLException {
    if (getAutoCommit()) {
      throw SqlErrors.error(
          ErrorCode.NO_ACTIVE_TRANSACTION, "a savepoint needs a transaction: turn autocommit off");
    }
    Object handle = call(s -> s.setSavepoint(name));
    return new KarstSavepoint(this, handle, ++savepoints, name);
  }

  @Override
  public void rollback(Savepoint savepoint) throws SQLException {
    Object handle = handle(savepoint);
    change(s -> s.rollbackTo(handle));
  }

  @Override
  public void releaseSavepoint(Savepoint savepoint) throws SQLException {
    Object handle = handle(savepoint);
    change(s -> s.release(handle));
  }

  private Object handle(Savepoint savepoint) throws SQLException {
    if (savepoint instanceof KarstSavepoint own && own.owner == this) {
      return own.handle;
    }
    throw SqlErrors.error(
        ErrorCode.INVALID_SAVEPOINT, "the savepoint belongs to another connection");
  }

  /** SNAPSHOT is what JDBC calls REPEATABLE READ. */
  @Override
  public int getTransactionIsolation() throws SQLException {
    return switch (call(SqlSession::isolation)) {
      case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
      case SNAPSHOT -> Connection.TRANSACTION_REPEATABLE_READ;
      case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
    };
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    Isolation wanted =
        switch (level) {
          case Connection.TRANSACTION_READ_UNCOMMITTED -> {
            addWarning("READ UNCOMMITTED is upgraded to READ COMMITTED");
            yield Isolation.READ_COMMITTED;
          }
          case Connection.TRANSACTION_READ_COMMITTED -> Isolation.READ_COMMITTED;
          case Connection.TRANSACTION_REPEATABLE_READ -> Isolation.SNAPSHOT;
          case Connection.TRANSACTION_SERIALIZABLE -> Isolation.SERIALIZABLE;
          default ->
              throw SqlErrors.error(
                  ErrorCode.INVALID_PARAMETER, "transaction isolation cannot be " + level);
        };
    change(
        s -> {
          if (s.isolation() != wanted) {
            s.setIsolation(wanted);
          }
        });
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    return call(SqlSession::readOnly);
  }

  @Override
  public void setReadOnly(boolean readOnly) throws SQLException {
    change(
        s -> {
          if (s.readOnly() != readOnly) {
            s.setReadOnly(readOnly);
          }
        });
  }

  // Names.

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return databaseName();
  }

  /** Ignored: a connection sees one database, which is its only catalog. */
  @Override
  public void setCatalog(@Nullable String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public String getSchema() throws SQLException {
    return call(SqlSession::currentSchema);
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    change(s -> s.setCurrentSchema(schema));
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    return new KarstDatabaseMetaData(this);
  }

  /** A question to the definitions of the database. */
  interface MetadataQuery {
    ResultSet ask(MetadataSource source) throws SQLException;
  }

  /**
   * Asks for definitions.
   *
   * @param known false if the question is about another database: nothing is found
   */
  ResultSet metadata(boolean known, MetadataQuery query) throws SQLException {
    return call(s -> query.ask(known ? new SessionMetadata(s) : NoMetadata.INSTANCE));
  }

  @Override
  public void setCopyInput(@Nullable InputStream input) throws SQLException {
    change(s -> s.setCopyInput(input));
  }

  @Override
  public void setCopyOutput(@Nullable OutputStream output) throws SQLException {
    change(s -> s.setCopyOutput(output));
  }

  @Override
  public void setProgressListener(@Nullable LongConsumer listener) throws SQLException {
    change(s -> s.setProgressListener(listener));
  }

  // Life.

  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw SqlErrors.error(ErrorCode.INVALID_PARAMETER, "timeout cannot be " + timeoutSeconds);
    }
    return isAlive();
  }
}
