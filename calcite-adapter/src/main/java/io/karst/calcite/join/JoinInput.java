package io.karst.calcite.join;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;

/**
 * One input of a block.
 *
 * @param rel its rows
 * @param first number of its first column among those of the block
 * @param type INNER; or LEFT, SEMI, ANTI for the right side of such a join, which is joined alone
 * @param on conjuncts of that join, over the columns of the block; none for INNER
 */
record JoinInput(RelNode rel, int first, JoinRelType type, List<RexNode> on) {
  int width() {
    return rel.getRowType().getFieldCount();
  }

  boolean isInner() {
    return type == JoinRelType.INNER;
  }
}
