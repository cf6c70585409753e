package io.karst.calcite.plan;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Takes what all alternatives of an OR have in common out of it: {@code (k = j AND a) OR (k = j AND
 * b)} becomes {@code k = j AND (a OR b)}, whose equality can be a join's key.
 */
final class CommonFactors extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    if (!(node instanceof Filter filter)) {
      return node;
    }
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      if (condition.getKind() == SqlKind.OR) {
        RexNode factored =
            RexUtil.pullFactors(filter.getCluster().getRexBuilder(), filter.getCondition());
        return filter.copy(filter.getTraitSet(), filter.getInput(), factored);
      }
    }
    return node;
  }
}
