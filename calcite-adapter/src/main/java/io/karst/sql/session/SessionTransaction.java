package io.karst.sql.session;

import static java.util.Objects.requireNonNull;

import io.karst.sql.TransactionState;
import io.karst.sql.settings.SessionSettings;
import io.karst.sql.statement.ValueTests;
import io.karst.storage.Database;
import io.karst.storage.DatabaseView;
import io.karst.storage.TransactionView;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.engine.Isolation;
import io.karst.storage.tx.StoreTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the session's explicit transaction stands: none, running, or failed. The storage
 * transaction begins with the first statement that needs it. Not thread-safe.
 */
final class SessionTransaction {
  private final Database database;
  private @Nullable String temporary;
  private final SessionSettings settings;
  private final TransactionDefaults modes;
  private final List<Savepoint> savepoints = new ArrayList<>();
  private boolean autoCommit = true;
  private boolean block;
  private boolean failed;
  private final ValueTests valueTests = new ValueTests();
  private final CommitActions commitActions = new CommitActions();
  private @Nullable StoreTransaction current;
  private @Nullable TransactionView definitions;
  private @Nullable StatementCache statementCache;
  private int statements;
  private long startMicros;

  /** Tests compiled from the definitions that the session sees. */
  ValueTests valueTests() {
    return valueTests;
  }

  /** The schema of the session's temporary tables, or null before there is one. */
  @Nullable String temporarySchema() {
    return temporary;
  }

  /**
   * The schema of the session's temporary tables.
   *
   * @param user a transaction that is to know it
   */
  String createTemporarySchema(StoreTransaction user) {
    String name = temporary;
    if (name == null) {
      name = database.createTemporary();
      temporary = name;
    }
    database.join(user, name);
    return name;
  }

  /** The definitions as the explicit transaction sees them, for a statement that changes them. */
  TransactionView definitions() {
    TransactionView view = definitions;
    if (view == null) {
      view = new TransactionView(database, require(), false);
      definitions = view;
    }
    return view;
  }

  /** The same if it has changed any, else null. */
  @Nullable TransactionView changedDefinitions() {
    TransactionView view = definitions;
    return view != null && view.hasChanges() ? view : null;
  }

  /** Plans over changed definitions, or null if there are none. */
  @Nullable StatementCache ownStatements() {
    if (changedDefinitions() == null) {
      return null;
    }
    StatementCache own = statementCache;
    if (own == null) {
      own = SharedDatabase.newStatements();
      statementCache = own;
    }
    return own;
  }

  /** The session ends: undoes what is not committed and drops its temporary tables. */
  void end() {
    try {
      rollback();
    } finally {
      if (temporary != null) {
        database.dropTemporary(temporary);
        temporary = null;
      }
    }
  }

  SessionTransaction(Database database, SessionSettings settings, BooleanSupplier cancelled) {
    this.database = database;
    this.settings = settings;
    this.modes = new TransactionDefaults(settings, cancelled);
  }

  /** Notes what commits do to a temporary table that a transaction has created. */
  void addCommitAction(DatabaseView view, String table, boolean drop) {
    EntityTypeDescriptor type =
        view.collection(requireNonNull(temporary, "temporary schema")).catalog().types().get(table);
    if (type != null) {
      commitActions.add(type.number(), drop);
    }
  }

  /**
   * Does what a commit does to temporary tables: nothing if nothing was written.
   *
   * @param changed the definitions that the transaction of one statement has changed, or null
   */
  void beforeCommit(StoreTransaction transaction, @Nullable TransactionView changed) {
    String schema = temporary;
    if (schema != null && !commitActions.isEmpty() && transaction.hasWrites()) {
      TransactionView view = changed;
      if (view == null) {
        view =
            transaction == current
                ? definitions()
                : new TransactionView(database, transaction, true);
      }
      commitActions.run(transaction, view.collection(schema));
    }
  }

  /** The database as everybody sees it. */
  Database shared() {
    return database;
  }

  boolean autoCommit() {
    return autoCommit;
  }

  void setAutoCommit(boolean on) {
    autoCommit = on;
  }

  /** Whether statements run inside a transaction that the user ends. */
  boolean isExplicit() {
    return !autoCommit || block;
  }

  /** Whether BEGIN was given, or autocommit is off and something has run. */
  boolean isRunning() {
    return block || current != null || failed;
  }

  boolean isFailed() {
    return failed;
  }

  TransactionState state() {
    if (failed) {
      return TransactionState.FAILED;
    }
    return isRunning() ? TransactionState.ACTIVE : TransactionState.IDLE;
  }

  /** The explicit transaction's storage transaction if it has begun. */
  @Nullable StoreTransaction current() {
    return current;
  }

  /** Statements that ran in the explicit transaction so far. */
  int statements() {
    return statements;
  }

  void countStatement() {
    statements++;
  }

  /** Start of the explicit transaction, or now: microseconds since the epoch. */
  long startMicros() {
    return startMicros != 0 ? startMicros : now();
  }

  /** What transactions may do and see. */
  TransactionDefaults modes() {
    return modes;
  }

  /** Starts a block as BEGIN does. */
  void beginBlock() {
    block = true;
    startMicros = now();
    settings.beginTransaction();
  }

  /** Characteristics of the running block, before its first statement. */
  void setCharacteristics(@Nullable Isolation isolation, @Nullable Boolean readOnly) {
    if (isolation != null && isolation != modes.isolation()) {
      if (statements > 0) {
        throw new KarstException(
            ErrorCode.ACTIVE_TRANSACTION,
            "SET TRANSACTION ISOLATION LEVEL must be called before any query");
      }
      modes.setIsolation(isolation);
      discardEmpty();
    }
    if (readOnly != null) {
      if (!readOnly && modes.readOnly() && statements > 0) {
        throw new KarstException(
            ErrorCode.ACTIVE_TRANSACTION,
            "transaction read-write mode must be set before any query");
      }
      modes.setReadOnly(readOnly);
      if (statements == 0) {
        discardEmpty();
      }
    }
  }

  /** The explicit transaction's storage transaction, begun now if necessary. */
  StoreTransaction require() {
    StoreTransaction transaction = current;
    if (transaction == null) {
      transaction = database.begin(modes.options(), temporary);
      current = transaction;
      if (!block) {
        startMicros = now();
        settings.beginTransaction();
      }
    }
    return transaction;
  }

  /** A storage transaction for one statement outside of any explicit transaction. */
  StoreTransaction beginImplicit() {
    return database.begin(modes.options(), temporary);
  }

  /** The same for a query. */
  StoreTransaction beginImplicitQuery() {
    return database.begin(modes.readingOptions(), temporary);
  }

  private void discardEmpty() {
    StoreTransaction transaction = current;
    if (transaction == null) {
      return;
    }
    transaction.close();
    current = null;
    definitions = null;
    if (!savepoints.isEmpty() || !block) {
      StoreTransaction renewed = database.begin(modes.options(), temporary);
      current = renewed;
      for (Savepoint savepoint : savepoints) {
        savepoint.moveTo(renewed.mark());
      }
    }
  }

  /** An error left the transaction unusable until it is rolled back. */
  void fail() {
    failed = true;
  }

  /** Commits; a failed transaction is rolled back and reported by the caller. */
  void commit() {
    StoreTransaction transaction = current;
    boolean committed = false;
    try {
      if (transaction != null) {
        beforeCommit(transaction, null);
        transaction.commit();
      }
      committed = true;
    } finally {
      end(committed);
    }
  }

  void rollback() {
    StoreTransaction transaction = current;
    try {
      if (transaction != null) {
        transaction.rollback();
      }
    } finally {
      end(false);
    }
  }

  private void end(boolean committed) {
    settings.endTransaction(committed);
    current = null;
    definitions = null;
    statementCache = null;
    block = false;
    failed = false;
    statements = 0;
    startMicros = 0;
    modes.endBlock();
    savepoints.clear();
  }

  Savepoint addSavepoint(@Nullable String name) {
    Savepoint savepoint = new Savepoint(name, require().mark());
    savepoints.add(savepoint);
    return savepoint;
  }

  /** The newest savepoint of that name; 3B001 if there is none. */
  Savepoint savepoint(String name) {
    for (int i = savepoints.size() - 1; i >= 0; i--) {
      if (name.equals(savepoints.get(i).name())) {
        return savepoints.get(i);
      }
    }
    throw new KarstException(
        ErrorCode.INVALID_SAVEPOINT, "savepoint \"" + name + "\" does not exist");
  }

  /** Returns to the savepoint; a failed transaction runs again. */
  void rollbackTo(Savepoint savepoint) {
    int index = indexOf(savepoint);
    require().rollbackTo(savepoint.mark());
    savepoints.subList(index + 1, savepoints.size()).clear();
    failed = false;
  }

  void release(Savepoint savepoint) {
    int index = indexOf(savepoint);
    savepoints.subList(index, savepoints.size()).clear();
    require().releaseMark(savepoint.mark());
  }

  private int indexOf(Savepoint savepoint) {
    int index = savepoints.indexOf(savepoint);
    if (index < 0) {
      throw new KarstException(
          ErrorCode.INVALID_SAVEPOINT, "the savepoint does not exist any more");
    }
    return index;
  }

  private static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }
}
