package io.karst.calcite.plan;

import io.karst.calcite.source.QueryContext;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.point.KeyQuery;
import io.karst.storage.scan.RowCursor;
import java.util.List;

/** A query that is one walk along an access path; see {@link KeyQuery}. */
public final class KeyPlan implements QueryPlan {
  private final KeyQuery query;
  private final List<ParameterInfo> parameters;
  private final List<ResultColumn> columns;
  private final boolean[] hoisted;
  private final List<String> explain;

  KeyPlan(
      KeyQuery query,
      List<ParameterInfo> parameters,
      List<ResultColumn> columns,
      boolean[] hoisted,
      List<String> explain) {
    this.query = query;
    this.parameters = List.copyOf(parameters);
    this.columns = columns;
    this.hoisted = hoisted.clone();
    this.explain = List.copyOf(explain);
  }

  /** What runs: knows nothing of the planner. */
  public KeyQuery query() {
    return query;
  }

  @Override
  public List<ParameterInfo> parameters() {
    return parameters;
  }

  @Override
  public boolean[] hoisted() {
    return hoisted.clone();
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public List<String> explain() {
    return explain;
  }

  @Override
  public RowCursor execute(QueryContext context) {
    return query.open(context.transaction(), context.parameters(), context.cancelled());
  }
}
