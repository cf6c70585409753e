package io.karst.calcite.plan;

import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindow;

/** Copies of window function calls, which cannot be cloned. */
final class WindowCalls {
  private WindowCalls() {}

  /** The same call with other operands of the same types. */
  static RexNode withOperands(RexBuilder rex, RexOver over, List<RexNode> operands) {
    RexWindow window = over.getWindow();
    return rex.makeOver(
        over.getType(),
        over.getAggOperator(),
        operands,
        window.partitionKeys,
        window.orderKeys,
        window.getLowerBound(),
        window.getUpperBound(),
        window.getExclude(),
        window.isRows(),
        true,
        false,
        over.isDistinct(),
        over.ignoreNulls());
  }
}
