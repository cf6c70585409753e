package io.karst.sql.query;

import io.karst.calcite.parser.KarstParser;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.calcite.plan.PlanRequest;
import io.karst.calcite.plan.QueryPlanner;
import io.karst.calcite.source.BatchTable;
import io.karst.sql.statement.StatementContext;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Plans queries for sessions. */
public final class Queries {
  private Queries() {}

  /**
   * Plans a query, or another part of a statement made into one.
   *
   * @param batch rows in memory that the query names in FROM, or null
   * @throws io.karst.storage.base.KarstException 42xxx for names and types that do not fit, 0A000
   */
  public static CompiledQuery compile(
      SqlNode query, StatementContext context, @Nullable BatchTable batch) {
    ParameterNumbers part = ParameterNumbers.of(query);
    QueryPlanner planner =
        new QueryPlanner(new DatabaseTables(context.database()), KarstParser::parse);
    PlanRequest request =
        new PlanRequest(
            part.query(),
            context.searchPath(),
            batch,
            HoistedLiterals.NONE,
            context.cancellation().flag());
    return new PlannedQuery(planner.plan(request), part.numbers(), part.statementCount());
  }
}
