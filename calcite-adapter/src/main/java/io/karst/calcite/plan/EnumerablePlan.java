package io.karst.calcite.plan;

import io.karst.calcite.exec.KarstDataContext;
import io.karst.calcite.exec.PlanCursor;
import io.karst.calcite.exec.RuntimeErrors;
import io.karst.calcite.source.QueryContext;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.runtime.Bindable;
import org.jspecify.annotations.Nullable;

/**
 * A query ready to run any number of times, by several threads at once. Holds compiled code and
 * table objects, no syntax tree and no relational algebra.
 */
public final class EnumerablePlan implements QueryPlan {
  private final List<ParameterInfo> parameters;
  private final List<ResultColumn> columns;
  private final ColumnType[] types;
  private final boolean[] hoisted;
  private final Bindable<?> code;
  private final Map<String, Object> stashed;
  private final List<@Nullable ColumnType> parameterTypes;
  private final JavaTypeFactory typeFactory;
  private final List<String> explain;

  EnumerablePlan(
      List<ParameterInfo> parameters,
      PlanOutput output,
      boolean[] hoisted,
      Bindable<?> code,
      Map<String, Object> stashed,
      JavaTypeFactory typeFactory,
      List<String> explain) {
    this.parameters = List.copyOf(parameters);
    this.columns = output.columns();
    this.types = output.types();
    this.hoisted = hoisted.clone();
    this.code = code;
    this.stashed = Map.copyOf(stashed);
    this.typeFactory = typeFactory;
    this.explain = List.copyOf(explain);
    this.parameterTypes = new ArrayList<>();
    for (ParameterInfo parameter : parameters) {
      parameterTypes.add(parameter.type());
    }
  }

  /** Types of the parameters: the statement's own, then the hoisted literals. */
  @Override
  public List<ParameterInfo> parameters() {
    return parameters;
  }

  /** For each hoistable literal whether it became a parameter. */
  @Override
  public boolean[] hoisted() {
    return hoisted.clone();
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  /** The plan as EXPLAIN shows it, one line per operator. */
  @Override
  public List<String> explain() {
    return explain;
  }

  /**
   * Starts the query.
   *
   * @param context with one canonical value per parameter
   * @return rows in canonical storage values, produced while they are read; the caller closes it
   */
  @Override
  public RowCursor execute(QueryContext context) {
    KarstDataContext data = new KarstDataContext(context, stashed, parameterTypes, typeFactory);
    try {
      return new PlanCursor(code.bind(data).enumerator(), types, context.cancelled());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
      throw RuntimeErrors.translate(e);
    }
  }
}
