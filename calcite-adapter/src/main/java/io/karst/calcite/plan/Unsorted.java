package io.karst.calcite.plan;

import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;

/**
 * Forgets that rows of logical operators happen to come in an order. The planner would keep such an
 * order as a demand that no rule can fulfil; orders that matter are sorts, or scans that give them.
 */
final class Unsorted extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    RelTraitSet plain = node.getCluster().traitSetOf(Convention.NONE);
    return node instanceof Sort
            || node.getConvention() != Convention.NONE
            || node.getTraitSet().equals(plain)
        ? node
        : node.copy(plain, node.getInputs());
  }
}
