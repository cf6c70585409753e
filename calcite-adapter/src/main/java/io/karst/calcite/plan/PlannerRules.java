package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstProjectSet;
import io.karst.calcite.rel.KarstSample;
import io.karst.calcite.rel.KarstVectorTopK;
import io.karst.calcite.rel.KarstWindow;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRules;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.rules.CoreRules;

/**
 * The rules, phase by phase. Left out on purpose because they are wrong in Calcite 1.42.0: MIN/MAX
 * to limit (7643), aggregate-union transpose (7645), join-aggregate transpose (7702), set operation
 * to filter (7638), join OR to union (7634), join-project transpose of semi-joins (7622); and
 * FILTER_REDUCE_EXPRESSIONS, which is cubic on long OR lists.
 */
final class PlannerRules {
  /** Sub-queries become joins and correlates. */
  static final HepProgram SUB_QUERIES =
      program(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

  /** Filters go down, projections merge, aggregates and windows take the form we can run. */
  static final HepProgram NORMALIZE =
      new HepProgramBuilder()
          .addMatchOrder(HepMatchOrder.BOTTOM_UP)
          .addRuleCollection(
              List.of(
                  CoreRules.FILTER_INTO_JOIN,
                  CoreRules.JOIN_CONDITION_PUSH,
                  CoreRules.FILTER_PROJECT_TRANSPOSE,
                  CoreRules.FILTER_AGGREGATE_TRANSPOSE,
                  CoreRules.FILTER_SET_OP_TRANSPOSE,
                  CoreRules.FILTER_MERGE,
                  CoreRules.PROJECT_MERGE,
                  CoreRules.PROJECT_REMOVE,
                  CoreRules.AGGREGATE_REDUCE_FUNCTIONS,
                  CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
                  CoreRules.UNION_MERGE,
                  CoreRules.SORT_REMOVE_CONSTANT_KEYS))
          .build();

  /** Window functions become operators. */
  static final HepProgram WINDOWS = program(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);

  /** Aggregates of distinct values become two steps; before {@link SumArguments} sees the sums. */
  static final HepProgram DISTINCT =
      program(CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES_TO_JOIN);

  /** After pushdown. */
  static final HepProgram CLEAN =
      program(CoreRules.PROJECT_MERGE, CoreRules.PROJECT_REMOVE, CoreRules.FILTER_MERGE);

  /** Filters and projections become one operator that generates code. */
  static final HepProgram CALC =
      new HepProgramBuilder()
          .addMatchOrder(HepMatchOrder.DEPTH_FIRST)
          .addRuleCollection(RelOptRules.CALC_RULES)
          .build();

  /** Logical to Enumerable, one to one. */
  static final List<RelOptRule> ENUMERABLE =
      List.of(
          EnumerableRules.ENUMERABLE_JOIN_RULE,
          EnumerableRules.ENUMERABLE_CORRELATE_RULE,
          EnumerableRules.ENUMERABLE_ASOFJOIN_RULE,
          EnumerableRules.ENUMERABLE_PROJECT_RULE,
          EnumerableRules.ENUMERABLE_FILTER_RULE,
          EnumerableRules.ENUMERABLE_CALC_RULE,
          EnumerableRules.ENUMERABLE_AGGREGATE_RULE,
          EnumerableRules.ENUMERABLE_SORT_RULE,
          EnumerableRules.ENUMERABLE_LIMIT_SORT_RULE,
          EnumerableRules.ENUMERABLE_LIMIT_RULE,
          EnumerableRules.ENUMERABLE_COLLECT_RULE,
          EnumerableRules.ENUMERABLE_UNCOLLECT_RULE,
          EnumerableRules.ENUMERABLE_UNION_RULE,
          EnumerableRules.ENUMERABLE_REPEAT_UNION_RULE,
          EnumerableRules.ENUMERABLE_TABLE_SPOOL_RULE,
          EnumerableRules.ENUMERABLE_INTERSECT_RULE,
          EnumerableRules.ENUMERABLE_MINUS_RULE,
          EnumerableRules.ENUMERABLE_VALUES_RULE,
          EnumerableRules.ENUMERABLE_WINDOW_RULE,
          EnumerableRules.ENUMERABLE_TABLE_SCAN_RULE,
          EnumerableRules.ENUMERABLE_TABLE_FUNCTION_SCAN_RULE,
          EnumerableRules.ENUMERABLE_MATCH_RULE,
          KarstVectorTopK.RULE,
          KarstProjectSet.RULE,
          KarstSample.RULE,
          KarstWindow.RULE,
          CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);

  private PlannerRules() {}

  private static HepProgram program(RelOptRule... rules) {
    return new HepProgramBuilder().addRuleCollection(List.of(rules)).build();
  }
}
