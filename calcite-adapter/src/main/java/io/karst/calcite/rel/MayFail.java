package io.karst.calcite.rel;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/** Expressions that are an error for some values. */
final class MayFail {
  private MayFail() {}

  /** Whether any call in an expression may fail. */
  static boolean is(RexNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            found[0] |= isOwn(call);
            return found[0] ? call : super.visitCall(call);
          }
        });
    return found[0];
  }

  /** Whether an expression has a call of constants that may fail. */
  static boolean isConstantIn(RexNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            found[0] |= isOwn(call) && RexUtil.isConstant(call);
            return found[0] ? call : super.visitCall(call);
          }
        });
    return found[0];
  }

  /** Whether a call may fail though its operands do not. */
  static boolean isOwn(RexCall call) {
    return switch (call.getKind()) {
      case AND,
          OR,
          NOT,
          CASE,
          COALESCE,
          EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_NULL,
          IS_NOT_NULL,
          IS_TRUE,
          IS_NOT_TRUE,
          IS_FALSE,
          IS_NOT_FALSE,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM,
          SEARCH,
          ROW ->
          false;
      case CAST -> !RexUtil.isLosslessCast(call);
      default -> true;
    };
  }
}
