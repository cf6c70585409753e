package io.karst.sql.session;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.SqlResult;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.ListCursor;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.statement.StatementKind;
import io.karst.sql.statement.StatementResult;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** EXPLAIN and EXPLAIN ANALYZE: one text column, one line of the plan per row. */
final class ExplainStatement implements CompiledStatement {
  private static final List<ResultColumn> COLUMNS =
      List.of(ResultColumn.computed("QUERY PLAN", ColumnType.TEXT));

  private final CompiledStatement statement;
  private final boolean analyze;

  ExplainStatement(CompiledStatement statement, boolean analyze) {
    this.statement = statement;
    this.analyze = analyze;
    boolean rows =
        statement.kind() == StatementKind.QUERY || statement.kind() == StatementKind.MODIFY;
    if (analyze && !rows) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "EXPLAIN ANALYZE of " + statement.commandTag() + " is not supported");
    }
  }

  @Override
  public StatementKind kind() {
    return analyze && statement.kind() == StatementKind.MODIFY
        ? StatementKind.MODIFY
        : StatementKind.QUERY;
  }

  @Override
  public boolean isQuery() {
    return true;
  }

  @Override
  public boolean cacheable() {
    return false;
  }

  @Override
  public String commandTag() {
    return "EXPLAIN";
  }

  @Override
  public List<ParameterInfo> parameters() {
    return statement.parameters();
  }

  @Override
  public @Nullable List<ResultColumn> columns() {
    return COLUMNS;
  }

  @Override
  public SqlResult execute(StatementContext context, @Nullable Object[] parameters) {
    List<String> lines = new ArrayList<>(statement.explain());
    if (analyze) {
      run(context, parameters, lines);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (String line : lines) {
      rows.add(new Object[] {line});
    }
    return StatementResult.query(commandTag(), COLUMNS, new ListCursor(rows));
  }

  private void run(StatementContext context, @Nullable Object[] parameters, List<String> lines) {
    long start = System.nanoTime();
    long rows = 0;
    try (SqlResult result = statement.execute(context, parameters)) {
      if (result.hasRows() && result.updateCount() < 0) {
        RowCursor cursor = result.rows();
        while (cursor.next()) {
          rows++;
        }
      } else {
        rows = Math.max(0, result.updateCount());
      }
    }
    lines.add("Rows: " + rows);
    double millis = (System.nanoTime() - start) / 1e6;
    lines.add(String.format(Locale.ROOT, "Execution Time: %.3f ms", millis));
  }
}
