package io.karst.calcite.plan;

import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Project;
import org.jspecify.annotations.Nullable;

/**
 * Makes window functions of correlated sub-queries operators, which keep the sub-query correlated:
 * Calcite's decorrelation would let them see the rows of all outer rows at once.
 */
final class CorrelatedWindows extends RelHomogeneousShuttle {
  private final UnaryOperator<RelNode> operators;

  /**
   * Creates the rewrite.
   *
   * @param operators makes operators of the window functions of a tree
   */
  CorrelatedWindows(UnaryOperator<RelNode> operators) {
    this.operators = operators;
  }

  @Override
  public RelNode visit(RelNode other) {
    if (other instanceof Correlate correlate && hasWindow(correlate.getRight())) {
      RelNode left = correlate.getLeft().accept(this);
      RelNode right = operators.apply(correlate.getRight().accept(new WindowKeys()));
      return correlate.copy(correlate.getTraitSet(), java.util.List.of(left, right));
    }
    return super.visitChildren(other);
  }

  private static boolean hasWindow(RelNode rel) {
    boolean[] found = {false};
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        found[0] |= node instanceof Project project && project.containsOver();
        super.visit(node, ordinal, parent);
      }
    }.go(rel);
    return found[0];
  }
}
