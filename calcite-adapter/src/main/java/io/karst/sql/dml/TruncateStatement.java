package io.karst.sql.dml;

import io.karst.calcite.ast.Truncate;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** TRUNCATE. */
public final class TruncateStatement implements CompiledStatement {
  private final Truncate statement;

  public TruncateStatement(Truncate statement) {
    this.statement = statement;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.MODIFY;
  }

  @Override
  public boolean cacheable() {
    return false;
  }

  @Override
  public String commandTag() {
    return "TRUNCATE TABLE";
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
    List<ObjectName> tables = new ArrayList<>();
    for (SqlIdentifier identifier : statement.tables()) {
      tables.add(Names.requireType(context, identifier));
    }
    addReferencing(context, tables);
    for (ObjectName table : tables) {
      Names.collection(context, table).truncate(context.transaction(), table.name());
      if (statement.restartIdentity()) {
        restart(context, table);
      }
    }
    return StatementResult.done(commandTag());
  }

  /** Tables that refer to truncated ones go too with CASCADE, and refuse otherwise. */
  private void addReferencing(StatementContext context, List<ObjectName> tables) {
    for (int i = 0; i < tables.size(); i++) {
      ObjectName table = tables.get(i);
      for (EntityTypeDescriptor other :
          Names.collection(context, table).catalog().types().values()) {
        ObjectName otherName = new ObjectName(table.schema(), other.name());
        if (tables.contains(otherName) || !refers(other, table.name())) {
          continue;
        }
        if (!statement.cascade()) {
          throw new KarstException(
                  ErrorCode.FEATURE_NOT_SUPPORTED,
                  "cannot truncate a table referenced in a foreign key constraint")
              .withDetail("Table \"" + other.name() + "\" references \"" + table.name() + "\".")
              .withHint(
                  "Truncate table \""
                      + other.name()
                      + "\" at the same time, or use TRUNCATE ..."
                      + " CASCADE.");
        }
        context.notice("truncate cascades to table \"" + other.name() + "\"");
        tables.add(otherName);
      }
    }
  }

  private static boolean refers(EntityTypeDescriptor type, String target) {
    for (ForeignKeyDescriptor key : type.foreignKeys()) {
      if (key.targetType().equals(target)) {
        return true;
      }
    }
    return false;
  }

  private static void restart(StatementContext context, ObjectName table) {
    Collection collection = Names.collection(context, table);
    for (ColumnDescriptor column : Names.type(context, table).columns()) {
      if (column.identity() != null) {
        String name = column.identity().sequence();
        if (collection.catalog().sequences().containsKey(name)) {
          collection.restart(context.transaction(), name);
        }
      }
    }
  }
}
