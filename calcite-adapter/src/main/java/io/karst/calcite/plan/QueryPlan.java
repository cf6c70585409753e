package io.karst.calcite.plan;

import io.karst.calcite.source.QueryContext;
import io.karst.sql.ParameterInfo;
import io.karst.sql.ResultColumn;
import io.karst.storage.scan.RowCursor;
import java.util.List;

/** A query ready to run any number of times, by several threads at once. */
public sealed interface QueryPlan permits EnumerablePlan, KeyPlan {

  /** Types of the parameters: the statement's own, then the hoisted literals. */
  List<ParameterInfo> parameters();

  /** For each literal that might be hoisted whether it became a parameter. */
  boolean[] hoisted();

  List<ResultColumn> columns();

  /** The plan as EXPLAIN shows it, one line per operator. */
  List<String> explain();

  /**
   * Starts the query.
   *
   * @param context with one canonical value per parameter
   * @return rows in canonical storage values, produced while they are read; the caller closes it
   */
  RowCursor execute(QueryContext context);
}
