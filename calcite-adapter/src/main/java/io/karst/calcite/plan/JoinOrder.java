package io.karst.calcite.plan;

import java.util.function.BiFunction;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/** Orders three and more inner joins by size (heuristic, linear in the number of joins). */
final class JoinOrder {
  private JoinOrder() {}

  static RelNode apply(
      RelNode rel, HepProgram reorder, BiFunction<HepProgram, RelNode, RelNode> hep) {
    int[] joins = new int[1];
    boolean[] unsafe = new boolean[1];
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        if (node instanceof Join join) {
          joins[0]++;
          unsafe[0] |= join.getJoinType() != JoinRelType.INNER;
        }
        super.visit(node, ordinal, parent);
      }
    }.go(rel);
    return joins[0] >= 2 && !unsafe[0] ? hep.apply(reorder, rel) : rel;
  }
}
