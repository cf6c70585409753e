package io.karst.sql.ddl;

import io.karst.calcite.ast.MaintenanceStatement;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.query.Names;
import io.karst.sql.query.ObjectName;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.Collection;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.check.Problem;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/** ANALYZE, VACUUM, CHECKPOINT and CHECK COLLECTION. */
public final class MaintenanceCommand implements CompiledStatement {
  private static final List<ResultColumn> CHECK_COLUMNS =
      List.of(
          ResultColumn.computed("kind", ColumnType.TEXT),
          ResultColumn.computed("name", ColumnType.TEXT),
          ResultColumn.computed("problem", ColumnType.TEXT));

  private final MaintenanceStatement statement;

  public MaintenanceCommand(MaintenanceStatement statement) {
    this.statement = statement;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.UTILITY;
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
    return isCheck() ? CHECK_COLUMNS : null;
  }

  private boolean isCheck() {
    return statement.task() == MaintenanceStatement.Task.CHECK_COLLECTION;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    switch (statement.task()) {
      case ANALYZE -> analyze(context);
      case VACUUM, CHECKPOINT -> context.database().sync();
      case CHECK_COLLECTION -> {
        return check(context);
      }
    }
    return StatementResult.done(commandTag());
  }

  private void analyze(StatementContext context) {
    SqlIdentifier name = statement.name();
    if (name != null) {
      ObjectName table = Names.requireType(context, name);
      Names.collection(context, table).analyze(table.name());
      return;
    }
    for (String schema : context.database().collectionNames()) {
      context.database().collection(schema).analyze(null);
    }
  }

  private SqlResult check(StatementContext context) {
    SqlIdentifier name = statement.name();
    List<String> schemas =
        name == null ? context.database().collectionNames() : List.of(Names.simple(name));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String schema : schemas) {
      if (!context.database().hasCollection(schema)) {
        throw new KarstException(
            ErrorCode.INVALID_SCHEMA_NAME, "collection \"" + schema + "\" does not exist");
      }
      Collection collection = context.database().collection(schema);
      for (Problem problem : collection.check()) {
        rows.add(new Object[] {problem.kind(), problem.name(), problem.problem()});
      }
    }
    return StatementResult.query(commandTag(), CHECK_COLUMNS, new ListCursor(rows));
  }
}
