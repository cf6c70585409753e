package io.karst.sql.session;

import io.karst.sql.settings.SessionSettings;
import io.karst.sql.statement.Cancellation;
import io.karst.sql.statement.SequenceMemory;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.ValueTests;
import io.karst.storage.DatabaseView;
import io.karst.storage.TransactionView;
import io.karst.storage.base.KarstException;
import io.karst.storage.tx.StoreTransaction;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of one statement: its transaction, its timer and its cancellation. */
final class Execution implements StatementContext {
  private final KarstSession session;
  private final Cancellation cancellation = new Cancellation();
  private final boolean implicit;
  private @Nullable StoreTransaction transaction;
  private StatementTimer.@Nullable Running timer;
  private @Nullable TransactionView definitions;

  /** The same for all parts of the statement. */
  private long timeMicros;

  /**
   * Creates an execution.
   *
   * @param implicit whether the transaction, when it has one, ends with the statement
   */
  Execution(KarstSession session, boolean implicit) {
    this.session = session;
    this.implicit = implicit;
    long timeout = session.statementTimeout();
    if (timeout > 0) {
      timer = StatementTimer.start(cancellation, timeout);
    }
  }

  KarstSession session() {
    return session;
  }

  boolean isImplicit() {
    return implicit;
  }

  /** Sets the transaction; without one, the first use begins one that the caller ends. */
  void use(@Nullable StoreTransaction newTransaction) {
    transaction = newTransaction;
  }

  /** The transaction if one was needed so far. */
  @Nullable StoreTransaction transactionOrNull() {
    return transaction;
  }

  /** Stops the timer; a later cancel request does not reach the next statement. */
  void stop() {
    StatementTimer.Running running = timer;
    if (running != null) {
      timer = null;
      running.stop();
    }
    session.stopped(cancellation);
  }

  /** The cursor was read to its end or closed. */
  void cursorClosed(SessionCursor cursor) {
    session.cursors().remove(cursor);
    stop();
    if (implicit) {
      endImplicit();
    }
  }

  /** The transaction ended under the cursor; the caller removes it from the session. */
  void cursorCutOff() {
    stop();
    if (implicit && transaction != null) {
      transaction.close();
    }
  }

  /** Reading the cursor failed: ends or fails the transaction and returns what to throw. */
  KarstException cursorFailed(SessionCursor cursor, Throwable error) {
    session.cursors().remove(cursor);
    stop();
    KarstException translated = StatementErrors.translate(error, cancellation);
    if (implicit) {
      if (transaction != null) {
        transaction.close();
      }
    } else {
      session.statementFailed();
    }
    return translated;
  }

  private void endImplicit() {
    StoreTransaction own = transaction;
    if (own == null) {
      return;
    }
    if (own.hasWrites()) {
      own.commit();
    } else {
      own.close();
    }
  }

  @Override
  public DatabaseView database() {
    return definitions == null ? session.database() : definitions;
  }

  /** What {@link #useDefinitions} has set, or null. */
  @Nullable TransactionView changedDefinitions() {
    return definitions;
  }

  /** Lets the statement change definitions, as part of its transaction. */
  void useDefinitions(TransactionView view) {
    definitions = view;
  }

  @Override
  public StoreTransaction transaction() {
    StoreTransaction running = transaction;
    if (running == null) {
      running = session.beginImplicit();
      transaction = running;
    }
    return running;
  }

  @Override
  public boolean commitsAlone() {
    return implicit;
  }

  @Override
  public SessionSettings settings() {
    return session.settings();
  }

  @Override
  public String currentSchema() {
    return session.currentSchema();
  }

  @Override
  public List<String> searchPath() {
    return session.searchPath();
  }

  @Override
  public String temporarySchema() {
    return session.transactions().createTemporarySchema(transaction());
  }

  @Override
  public void atCommit(String table, boolean drop) {
    session.transactions().addCommitAction(database(), table, drop);
  }

  @Override
  public String databaseName() {
    return session.databaseName();
  }

  @Override
  public boolean keepGeneratedKeys() {
    return session.client().keepsGeneratedKeys();
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void notice(String message) {
    session.notice(message);
  }

  @Override
  public long transactionTimeMicros() {
    if (timeMicros == 0) {
      timeMicros = session.transactionTimeMicros();
    }
    return timeMicros;
  }

  @Override
  public ValueTests valueTests() {
    return session.transactions().valueTests();
  }

  @Override
  public SequenceMemory sequences() {
    return session.sequences();
  }

  @Override
  public @Nullable InputStream copyInput() {
    return session.client().copyInput();
  }

  @Override
  public @Nullable OutputStream copyOutput() {
    return session.client().copyOutput();
  }

  @Override
  public void progress(long rows) {
    session.client().progress(rows);
  }
}
