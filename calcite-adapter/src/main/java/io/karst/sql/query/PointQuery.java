package io.karst.sql.query;

import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.point.KeyQuery;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lookup by primary key that was compiled without the planner. */
final class PointQuery implements CompiledQuery {
  private final KeyQuery query;
  private final List<ResultColumn> columns;
  private final List<ParameterInfo> parameters;
  private final boolean[] hoisted;
  private final String table;

  /**
   * Wraps a key plan.
   *
   * @param literals whether the parameters are literals of the text
   * @param table name for EXPLAIN
   */
  PointQuery(
      KeyQuery query,
      List<ResultColumn> columns,
      List<ParameterInfo> parameters,
      boolean literals,
      String table) {
    this.query = query;
    this.columns = List.copyOf(columns);
    this.parameters = List.copyOf(parameters);
    this.hoisted = new boolean[literals ? parameters.size() : 0];
    Arrays.fill(hoisted, true);
    this.table = table;
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<ParameterInfo> parameters() {
    return parameters;
  }

  @Override
  public RowCursor open(
      StatementContext context,
      @Nullable Object[] values,
      @Nullable Iterable<@Nullable Object[]> batch) {
    @Nullable Object[] canonical = new @Nullable Object[parameters.size()];
    for (int i = 0; i < canonical.length; i++) {
      ColumnType type = parameters.get(i).type();
      canonical[i] = type == null ? values[i] : context.coerce(type, values[i]);
    }
    return query.open(context.transaction(), canonical, context.cancellation().flag());
  }

  @Override
  public boolean[] hoisted() {
    return hoisted.clone();
  }

  @Override
  public List<String> explain() {
    return List.of("KeyGet " + table + " path=primary key");
  }
}
