package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstProjectSet;
import io.karst.calcite.rel.KarstSample;
import io.karst.calcite.rel.KarstShared;
import io.karst.calcite.rel.KarstVectorTopK;
import io.karst.calcite.rel.KarstWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.rules.AggregateProjectMergeRule;
import org.apache.calcite.rel.rules.AggregateRemoveRule;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterAggregateTransposeRule;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The rules, phase by phase. Left out on purpose because they are wrong in Calcite 1.42.0: MIN/MAX
 * to limit (7643), aggregate-union transpose (7645), join-aggregate transpose (7702), set operation
 * to filter (7638), join OR to union (7634), join-project transpose of semi-joins (7622); and
 * FILTER_REDUCE_EXPRESSIONS, which is cubic on long OR lists.
 */
final class PlannerRules {
  /** Not below a group of all rows: it is there without any. */
  /** Groups of rows that are unique: after set-returning functions have become operators. */
  private static final RelOptRule UNIQUE_ROWS =
      AggregateRemoveRule.Config.DEFAULT
          .withOperandSupplier(
              builder ->
                  builder
                      .operand(LogicalAggregate.class)
                      .predicate(
                          aggregate ->
                              Aggregate.isSimple(aggregate) && aggregate.getAggCallList().isEmpty())
                      .anyInputs())
          .toRule();

  private static final RelOptRule FILTER_BELOW_GROUPS =
      FilterAggregateTransposeRule.Config.DEFAULT
          .withOperandSupplier(
              filter ->
                  filter
                      .operand(Filter.class)
                      .predicate(having -> RexUtil.isDeterministic(having.getCondition()))
                      .oneInput(
                          groups ->
                              groups
                                  .operand(Aggregate.class)
                                  .predicate(
                                      aggregate ->
                                          !aggregate.getGroupSets().contains(ImmutableBitSet.of()))
                                  .anyInputs()))
          .as(FilterAggregateTransposeRule.Config.class)
          .toRule();

  /** The order of joins puts a projection above them that groups and totals do not need. */
  private static final RelOptRule GROUPS_OF_JOINS =
      AggregateProjectMergeRule.Config.DEFAULT
          .withOperandSupplier(
              groups ->
                  groups
                      .operand(Aggregate.class)
                      .oneInput(
                          columns ->
                              columns
                                  .operand(Project.class)
                                  .oneInput(joins -> joins.operand(Join.class).anyInputs())))
          .as(AggregateProjectMergeRule.Config.class)
          .toRule();

  private static final List<RelOptRule> CALCS =
      List.of(
          EnumerableRules.ENUMERABLE_FILTER_TO_CALC_RULE,
          EnumerableRules.ENUMERABLE_PROJECT_TO_CALC_RULE);

  /** For most statements. */
  static final PlannerRules SIMPLIFYING =
      new PlannerRules(
          RelFactories.LOGICAL_BUILDER, List.of(CALCS.get(0), CALCS.get(1), new MergeCalcs()));

  /**
   * For statements that join hundreds of conditions: what rules build is not simplified, which
   * takes time with the square of their number and more.
   */
  static final PlannerRules PLAIN =
      new PlannerRules(
          RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT.withSimplify(false))), CALCS);

  private final RelBuilderFactory builders;

  /** Filters and projections become operators that generate code; one if that is not too much. */
  final HepProgram calc;

  /** Sub-queries become joins and correlates. */
  final HepProgram subQueries;

  /** Conditions on the outer rows of correlates go below them. */
  final HepProgram correlates;

  /** Filters go down, projections merge, aggregates and windows take the form we can run. */
  final HepProgram normalize;

  /** After pushdown. */
  final HepProgram clean;

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
          KarstShared.RULE,
          KarstWindow.RULE,
          CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);

  private PlannerRules(RelBuilderFactory builders, List<RelOptRule> calcs) {
    this.builders = builders;
    this.calc =
        new HepProgramBuilder()
            .addMatchOrder(HepMatchOrder.DEPTH_FIRST)
            .addRuleCollection(calcs)
            .build();
    this.subQueries =
        program(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE, CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE);
    this.correlates = program(CoreRules.FILTER_CORRELATE);
    this.normalize =
        new HepProgramBuilder()
            .addMatchOrder(HepMatchOrder.BOTTOM_UP)
            .addRuleCollection(
                own(
                    CoreRules.FILTER_INTO_JOIN,
                    CoreRules.JOIN_CONDITION_PUSH,
                    CoreRules.FILTER_CORRELATE,
                    FilterBelowColumns.INSTANCE,
                    FILTER_BELOW_GROUPS,
                    CoreRules.FILTER_SET_OP_TRANSPOSE,
                    CoreRules.FILTER_MERGE,
                    CoreRules.PROJECT_MERGE,
                    CoreRules.PROJECT_REMOVE,
                    CoreRules.AGGREGATE_REDUCE_FUNCTIONS,
                    UNIQUE_ROWS,
                    CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW,
                    CoreRules.UNION_MERGE,
                    CoreRules.SORT_REMOVE_CONSTANT_KEYS))
            .build();
    this.clean =
        program(
            CoreRules.PROJECT_MERGE,
            CoreRules.PROJECT_REMOVE,
            CoreRules.FILTER_MERGE,
            GROUPS_OF_JOINS);
  }

  /** Makes what rules make. */
  RelBuilderFactory builders() {
    return builders;
  }

  private HepProgram program(RelOptRule... rules) {
    return new HepProgramBuilder().addRuleCollection(own(rules)).build();
  }

  /** The rules, building with our builders. */
  private List<RelOptRule> own(RelOptRule... rules) {
    List<RelOptRule> result = new ArrayList<>();
    for (RelOptRule rule : rules) {
      result.add(
          rule instanceof RelRule<?> configured && !(rule instanceof FilterBelowColumns)
              ? configured.config.withRelBuilderFactory(builders).toRule()
              : rule);
    }
    return result;
  }
}
