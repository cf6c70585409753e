package io.karst.calcite.plan;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Moves a condition below the projection whose columns it reads. Not below windows, which see other
 * rows then, nor below random() and its like, which would be called once more. (Calcite's own rule
 * moves both kinds of conditions, and makes AND below AND of a column that is one.)
 */
final class FilterBelowColumns extends FilterProjectTransposeRule {
  static final RelOptRule INSTANCE =
      new FilterBelowColumns(
          Config.DEFAULT.withOperandFor(
              Filter.class,
              filter -> !RexUtil.containsCorrelation(filter.getCondition()),
              Project.class,
              FilterBelowColumns::isMoved));

  private FilterBelowColumns(Config config) {
    super(config);
  }

  private static boolean isMoved(Project columns) {
    return !columns.containsOver()
        && columns.getProjects().stream().allMatch(RexUtil::isDeterministic);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    Project columns = call.rel(1);
    RexNode moved =
        RelOptUtil.pushPastProjectUnlessBloat(filter.getCondition(), columns, config.bloat());
    if (moved == null) { // it would be far larger there
      return;
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    // Calcite has no comparisons with NULL, which a column may be.
    RexNode folded = ConstantConditions.folded(rex, moved);
    RexNode condition =
        RexUtil.removeNullabilityCast(rex.getTypeFactory(), folded).accept(new FlatConditions(rex));
    RelNode below = filter.copy(filter.getTraitSet(), columns.getInput(), condition);
    call.transformTo(columns.copy(columns.getTraitSet(), List.of(below)));
  }
}
