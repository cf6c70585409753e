package io.karst.sql.session;

import io.karst.calcite.ast.TransactionModes;
import io.karst.calcite.ast.TransactionStatement;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.settings.SettingTable;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.engine.Isolation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BEGIN, COMMIT, ROLLBACK, savepoints, SET TRANSACTION. The session runs it itself. */
final class TransactionCommand implements CompiledStatement {
  private final TransactionStatement statement;

  TransactionCommand(TransactionStatement statement) {
    this.statement = statement;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.TRANSACTION;
  }

  @Override
  public String commandTag() {
    return statement.tag();
  }

  @Override
  public List<ParameterInfo> parameters() {
    return List.of();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return null;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    throw new KarstException(
        ErrorCode.INTERNAL, statement.tag() + " runs in the session, not in a statement");
  }

  /** Runs it on the session's transaction, which waits for its rollback if that fails. */
  SqlResult run(KarstSession session, SessionTransaction transactions) {
    try {
      return apply(session, transactions);
    } catch (KarstException e) {
      session.statementFailed();
      throw e;
    }
  }

  private SqlResult apply(KarstSession session, SessionTransaction transactions) {
    if (statement instanceof TransactionStatement.Begin begin) {
      begin(session, transactions, begin.modes());
    } else if (statement instanceof TransactionStatement.Commit) {
      return commit(session, transactions);
    } else if (statement instanceof TransactionStatement.Rollback) {
      if (!transactions.isRunning()) {
        session.notice("there is no transaction in progress");
      }
      session.rollback();
    } else if (statement instanceof TransactionStatement.Savepoint savepoint) {
      session.setSavepoint(Names.simple(savepoint.name()));
    } else if (statement instanceof TransactionStatement.RollbackTo rollback) {
      requireBlock(transactions, "ROLLBACK TO SAVEPOINT");
      session.rollbackTo(transactions.savepoint(Names.simple(rollback.name())));
    } else if (statement instanceof TransactionStatement.ReleaseSavepoint release) {
      requireBlock(transactions, "RELEASE SAVEPOINT");
      session.requireUsable();
      session.release(transactions.savepoint(Names.simple(release.name())));
    } else if (statement instanceof TransactionStatement.SetTransaction set) {
      setTransaction(session, transactions, set);
    } else if (statement instanceof TransactionStatement.SetConstraints set) {
      setConstraints(session, transactions, set);
    }
    return StatementResult.done(commandTag());
  }

  private static void begin(
      KarstSession session, SessionTransaction transactions, TransactionModes modes) {
    session.requireUsable();
    if (transactions.isRunning()) {
      session.notice("there is already a transaction in progress");
    } else {
      transactions.beginBlock();
    }
    transactions.setCharacteristics(isolation(modes), modes.readOnly());
  }

  private SqlResult commit(KarstSession session, SessionTransaction transactions) {
    if (transactions.isFailed()) {
      session.rollback();
      return StatementResult.done("ROLLBACK");
    }
    if (!transactions.isRunning()) {
      session.notice("there is no transaction in progress");
    }
    session.commit();
    return StatementResult.done(commandTag());
  }

  private static void requireBlock(SessionTransaction transactions, String what) {
    if (!transactions.isExplicit()) {
      throw new KarstException(
          ErrorCode.NO_ACTIVE_TRANSACTION, what + " can only be used in transaction blocks");
    }
  }

  private static void setConstraints(
      KarstSession session,
      SessionTransaction transactions,
      TransactionStatement.SetConstraints set) {
    session.requireUsable();
    List<String> names = Names.simple(set.names());
    for (String name : names) {
      requireDeferrable(session, name);
    }
    if (transactions.isExplicit()) {
      transactions.require().setConstraints(names, set.deferred());
    } else {
      session.notice("SET CONSTRAINTS can only be used in transaction blocks");
    }
  }

  private static void requireDeferrable(KarstSession session, String name) {
    for (String schema : session.searchPath()) {
      if (!session.database().hasCollection(schema)) {
        continue;
      }
      CollectionCatalog catalog = session.database().collection(schema).catalog();
      for (EntityTypeDescriptor type : catalog.types().values()) {
        for (ForeignKeyDescriptor key : type.foreignKeys()) {
          if (!key.name().equals(name)) {
            continue;
          }
          if (key.deferral() == ForeignKeyDescriptor.Deferral.NOT_DEFERRABLE) {
            throw new KarstException(
                ErrorCode.WRONG_OBJECT_TYPE, "constraint \"" + name + "\" is not deferrable");
          }
          return;
        }
      }
    }
    throw new KarstException(
        ErrorCode.UNDEFINED_OBJECT, "constraint \"" + name + "\" does not exist");
  }

  private static void setTransaction(
      KarstSession session,
      SessionTransaction transactions,
      TransactionStatement.SetTransaction set) {
    Isolation isolation = isolation(set.modes());
    if (!set.session()) {
      if (!transactions.isExplicit()) {
        session.notice("SET TRANSACTION can only be used in transaction blocks");
        return;
      }
      transactions.setCharacteristics(isolation, set.modes().readOnly());
      return;
    }
    if (isolation != null) {
      session.setSetting(SettingTable.ISOLATION, TransactionDefaults.nameOf(isolation));
    }
    if (set.modes().readOnly() != null) {
      session.setSetting(SettingTable.READ_ONLY, set.modes().readOnly() ? "on" : "off");
    }
  }

  private static @Nullable Isolation isolation(TransactionModes modes) {
    if (modes.isolation() == null) {
      return null;
    }
    return switch (modes.isolation()) {
      case READ_UNCOMMITTED, READ_COMMITTED -> Isolation.READ_COMMITTED;
      case REPEATABLE_READ -> Isolation.SNAPSHOT;
      case SERIALIZABLE -> Isolation.SERIALIZABLE;
    };
  }
}
