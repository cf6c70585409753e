package io.karst.sql.query;

import io.karst.calcite.plan.KeyPlan;
import io.karst.calcite.plan.QueryPlan;
import io.karst.calcite.source.QueryContext;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.sql.statement.StatementContext;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query that the planner compiled. */
final class PlannedQuery implements CompiledQuery {
  private final QueryPlan plan;
  private final int[] numbers;
  private final List<ParameterInfo> parameters;

  /**
   * Wraps a plan.
   *
   * @param numbers number in the whole statement of each of the plan's parameters
   * @param count number of the statement's parameters that matter here
   */
  PlannedQuery(QueryPlan plan, int[] numbers, int count) {
    this.plan = plan;
    this.numbers = numbers.clone();
    ParameterInfo unknown = new ParameterInfo(null, true);
    List<ParameterInfo> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(unknown);
    }
    List<ParameterInfo> own = plan.parameters();
    for (int i = 0; i < numbers.length && i < own.size(); i++) {
      list.set(numbers[i], own.get(i));
    }
    this.parameters = List.copyOf(list);
  }

  @Override
  public List<ResultColumn> columns() {
    return plan.columns();
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
    @Nullable Object[] canonical = canonical(context, values);
    if (plan instanceof KeyPlan keyPlan) {
      return keyPlan.query().open(context.transaction(), canonical, context.cancellation().flag());
    }
    QueryContext query =
        new QueryContext(
            context.transaction(),
            canonical,
            context.cancellation().flag(),
            context.transactionTimeMicros(),
            new SessionFunctions(context),
            batch);
    return plan.execute(query);
  }

  private @Nullable Object[] canonical(StatementContext context, @Nullable Object[] values) {
    List<ParameterInfo> own = plan.parameters();
    @Nullable Object[] result = new @Nullable Object[own.size()];
    for (int i = 0; i < result.length; i++) {
      Object value = values[i < numbers.length ? numbers[i] : i];
      ColumnType type = own.get(i).type();
      result[i] = type == null ? value : context.coerce(type, value);
    }
    return result;
  }

  @Override
  public boolean[] hoisted() {
    return plan.hoisted();
  }

  @Override
  public List<String> explain() {
    return plan.explain();
  }
}
