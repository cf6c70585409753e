package io.karst.sql.session;

import io.karst.sql.SqlResult;
import io.karst.sql.dml.ActionRules;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.TransactionView;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Isolation;
import io.karst.storage.tx.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs compiled statements inside the session's transaction rules: implicit transactions, undoing a
 * failed statement, restarting one that lost a race.
 */
final class StatementRunner {
  private final KarstSession session;
  private final SessionTransaction transactions;

  StatementRunner(KarstSession session, SessionTransaction transactions) {
    this.session = session;
    this.transactions = transactions;
  }

  /**
   * Runs a statement; nothing of it stays if it fails.
   *
   * @param renewal finds it again when it runs again, because definitions may have changed
   */
  SqlResult run(SessionStatements.Found found, Supplier<SessionStatements.Found> renewal) {
    CompiledStatement statement = found.statement();
    @Nullable Object[] parameters = found.parameters();
    if (statement.kind() == StatementKind.TRANSACTION) {
      return session.control(statement);
    }
    int wanted = statement.parameters().size();
    if (parameters.length < wanted) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          wanted + " parameters are needed, " + parameters.length + " given");
    }
    requireUsable();
    return switch (statement.kind()) {
      case QUERY -> query(statement, parameters);
      case MODIFY, DEFINITION -> modify(found, renewal);
      default -> utility(statement, parameters);
    };
  }

  /** Fails with 25P02 if only ROLLBACK is left. */
  void requireUsable() {
    if (transactions.isFailed()) {
      throw new KarstException(
          ErrorCode.IN_FAILED_TRANSACTION,
          "current transaction is aborted, commands ignored until end of transaction block");
    }
  }

  private SqlResult query(CompiledStatement statement, @Nullable Object[] parameters) {
    boolean implicit = !transactions.isExplicit();
    Execution execution = session.start(implicit);
    try {
      if (implicit) {
        execution.use(transactions.beginImplicitQuery());
      } else {
        execution.use(explicit());
      }
      SqlResult result = statement.execute(execution, parameters);
      if (!implicit) {
        transactions.countStatement();
      }
      return stream(result, execution);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw abandon(execution, e);
    }
  }

  /** The explicit transaction, with a new snapshot if it reads what others commit. */
  private StoreTransaction explicit() {
    StoreTransaction transaction = transactions.require();
    if (transactions.statements() > 0
        && transaction.options().isolation() == Isolation.READ_COMMITTED) {
      transaction.refreshSnapshot();
    }
    return transaction;
  }

  private SqlResult stream(SqlResult result, Execution execution) {
    if (!(result instanceof StatementResult rows) || !result.hasRows()) {
      finishWithoutRows(execution);
      return result;
    }
    SessionCursor cursor = new SessionCursor(rows.rows(), execution);
    session.cursors().add(cursor);
    return rows.withRows(cursor);
  }

  private void finishWithoutRows(Execution execution) {
    execution.stop();
    StoreTransaction own = execution.transactionOrNull();
    if (execution.isImplicit() && own != null) {
      own.commit();
    }
  }

  private SqlResult modify(
      SessionStatements.Found found, Supplier<SessionStatements.Found> renewal) {
    CompiledStatement statement = found.statement();
    @Nullable Object[] parameters = found.parameters();
    if (transactions.modes().readOnly()) {
      throw failed(
          new KarstException(
              ErrorCode.READ_ONLY_TRANSACTION,
              "cannot execute " + statement.commandTag() + " in a read-only transaction"));
    }
    boolean implicit = !transactions.isExplicit();
    long restarts = session.statementRestarts();
    Execution execution = session.start(implicit);
    try {
      StoreTransaction transaction = implicit ? transactions.beginImplicit() : explicit();
      boolean restartable =
          implicit
              || transactions.statements() == 0
              || transaction.options().isolation() == Isolation.READ_COMMITTED;
      while (true) {
        execution.use(transaction);
        if (statement.kind() == StatementKind.DEFINITION) {
          execution.useDefinitions(definitions(transaction, implicit));
        }
        transaction.useRules(new ActionRules(execution));
        long mark = transaction.mark();
        try {
          SqlResult result = changed(statement.execute(execution, parameters));
          transaction.finishStatement();
          transaction.releaseMark(mark);
          execution.cancellation().check();
          if (implicit) {
            transactions.beforeCommit(transaction, execution.changedDefinitions());
            transaction.commit();
          } else {
            transactions.countStatement();
          }
          execution.stop();
          return result;
        } catch (KarstException e) {
          boolean again = restartable && restarts-- > 0 && !execution.cancellation().isCancelled();
          if (again && e.code() == ErrorCode.SERIALIZATION_FAILURE && transaction.isOpen()) {
            transaction.rollbackTo(mark);
            transaction.releaseMark(mark);
            transaction.refreshSnapshot();
          } else if (again && implicit && e.code().isRetryable()) {
            transaction.close();
            transaction = transactions.beginImplicit();
          } else {
            undo(transaction, mark);
            throw e;
          }
          SessionStatements.Found renewed = renewal.get();
          statement = renewed.statement();
          parameters = renewed.parameters();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
          undo(transaction, mark);
          throw e;
        }
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw abandon(execution, e);
    }
  }

  private TransactionView definitions(StoreTransaction transaction, boolean implicit) {
    return implicit
        ? new TransactionView(transactions.shared(), transaction, true)
        : transactions.definitions();
  }

  private static void undo(StoreTransaction transaction, long mark) {
    if (transaction.isOpen()) {
      transaction.rollbackTo(mark);
      transaction.releaseMark(mark);
    }
  }

  /** Rows of RETURNING are complete before the statement may commit. */
  private static SqlResult changed(SqlResult result) {
    if (!result.hasRows() || !(result instanceof StatementResult rows)) {
      return result;
    }
    int width = rows.columns().size();
    if (rows.rows() instanceof ListCursor) {
      return result;
    }
    List<@Nullable Object[]> list = new ArrayList<>();
    while (rows.rows().next()) {
      @Nullable Object[] row = new @Nullable Object[width];
      for (int i = 0; i < width; i++) {
        row[i] = rows.rows().get(i);
      }
      list.add(row);
    }
    rows.rows().close();
    return rows.withRows(new ListCursor(list));
  }

  private SqlResult utility(CompiledStatement statement, @Nullable Object[] parameters) {
    Execution execution = session.start(!transactions.isExplicit());
    try {
      SqlResult result = statement.execute(execution, parameters);
      execution.stop();
      return result;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw abandon(execution, e);
    }
  }

  /** Ends an execution that failed and returns what to throw. */
  private KarstException abandon(Execution execution, Throwable error) {
    execution.stop();
    KarstException translated = StatementErrors.translate(error, execution.cancellation());
    StoreTransaction own = execution.transactionOrNull();
    if (execution.isImplicit()) {
      if (own != null) {
        own.close();
      }
      return translated;
    }
    return failed(translated);
  }

  /** Notes that a statement of an explicit transaction failed. */
  KarstException failed(KarstException error) {
    session.statementFailed();
    return error;
  }
}
