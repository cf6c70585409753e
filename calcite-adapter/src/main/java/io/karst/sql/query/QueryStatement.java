package io.karst.sql.query;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement that is a query: SELECT, VALUES, WITH, set operations. */
public final class QueryStatement implements CompiledStatement {
  private final CompiledQuery query;

  public QueryStatement(CompiledQuery query) {
    this.query = query;
  }

  @Override
  public StatementKind kind() {
    return StatementKind.QUERY;
  }

  @Override
  public String commandTag() {
    return "SELECT";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return query.parameters();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return query.columns();
  }

  @Override
  public boolean[] hoisted() {
    return query.hoisted();
  }

  @Override
  public List<String> explain() {
    return query.explain();
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    return StatementResult.query(
        commandTag(), query.columns(), query.open(context, parameters, null));
  }
}
