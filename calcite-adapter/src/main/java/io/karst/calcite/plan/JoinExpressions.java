package io.karst.calcite.plan;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Joins whose equalities compare expressions only get columns for them, so that they can be hashed:
 * {@code a.week = b.week - 53}.
 */
final class JoinExpressions extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  JoinExpressions(RelBuilder builder) {
    this.builder = builder;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return node instanceof Join join
            && join.getJoinType().projectsRight()
            && join.getVariablesSet().isEmpty()
            && join.analyzeCondition().leftKeys.isEmpty()
            && !RexUtil.containsCorrelation(join.getCondition())
            && RexUtil.isDeterministic(join.getCondition())
        ? RelOptUtil.pushDownJoinConditions(join, builder)
        : node;
  }
}
