package io.karst.sql.query;

import io.karst.calcite.parser.KarstParser;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.calcite.plan.PlanOptions;
import io.karst.calcite.plan.PlanRequest;
import io.karst.calcite.plan.QueryPlan;
import io.karst.calcite.plan.QueryPlanner;
import io.karst.calcite.source.BatchTable;
import io.karst.sql.settings.SessionSettings;
import io.karst.sql.settings.SettingTable;
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
    return compile(query, context, batch, HoistedLiterals.NONE, true);
  }

  /**
   * Plans a query that is a statement.
   *
   * @param hoisted literals of the text that become parameters if the query is a key plan
   */
  public static CompiledQuery compileWhole(
      SqlNode query, StatementContext context, HoistedLiterals hoisted) {
    return compile(query, context, null, hoisted, true);
  }

  /**
   * Plans a part of a statement that is or was written in its text.
   *
   * @param hoisted literals of the text that become parameters
   * @throws io.karst.calcite.plan.NoKeyPlan if there are some and the query is no key plan
   */
  public static CompiledQuery compilePart(
      SqlNode query,
      StatementContext context,
      @Nullable BatchTable batch,
      HoistedLiterals hoisted) {
    return compile(query, context, batch, hoisted, false);
  }

  private static CompiledQuery compile(
      SqlNode query,
      StatementContext context,
      @Nullable BatchTable batch,
      HoistedLiterals hoisted,
      boolean whole) {
    ParameterNumbers part = ParameterNumbers.of(query);
    QueryPlanner planner =
        new QueryPlanner(new DatabaseTables(context.database()), KarstParser::parse);
    PlanRequest request =
        new PlanRequest(
            part.query(),
            context.searchPath(),
            batch,
            hoisted,
            whole,
            options(context.settings()),
            context.cancellation().flag());
    QueryPlan plan = planner.plan(request);
    return hoisted.positions().isEmpty()
        ? new PlannedQuery(plan, part.numbers(), part.statementCount())
        : new PlannedQuery(plan, hoisted.parameterNumbers(), hoisted.positions().size());
  }

  private static PlanOptions options(SessionSettings settings) {
    return new PlanOptions(
        settings.isOn(SettingTable.KEY_PLANS),
        (int) Math.min(Integer.MAX_VALUE, settings.number(SettingTable.JOIN_COLLAPSE_LIMIT)));
  }
}
