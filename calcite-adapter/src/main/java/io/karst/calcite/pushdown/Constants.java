package io.karst.calcite.pushdown;

import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.Util;

/** Tells expressions whose value is known when an execution starts. */
public final class Constants {
  private Constants() {}

  /** Whether the expression has no columns and always gives the same value in one execution. */
  public static boolean isConstant(RexNode node) {
    if (!RexUtil.isDeterministic(node)) {
      return false;
    }
    try {
      node.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef ref) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitCorrelVariable(RexCorrelVariable variable) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitSubQuery(RexSubQuery query) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitOver(RexOver over) {
              throw Util.FoundOne.NULL;
            }
          });
      return true;
    } catch (Util.FoundOne found) {
      return false;
    }
  }
}
