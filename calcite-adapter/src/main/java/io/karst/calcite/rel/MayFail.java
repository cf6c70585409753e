package io.karst.calcite.rel;

import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.type.SqlTypeName;

/** Expressions that are an error for some values. */
final class MayFail {
  /** Functions that stand for comparisons and have an answer for all values. */
  private static final Set<String> COMPARISONS =
      Set.of(
          "$float_eq",
          "$float_ne",
          "$float_lt",
          "$float_le",
          "$float_gt",
          "$float_ge",
          "compare_less",
          "compare_not_above",
          "compare_bytes",
          "equality_key",
          "$member");

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
      case CAST -> !RexUtil.isLosslessCast(call) && !isNumberAsDouble(call);
      default -> !COMPARISONS.contains(call.getOperator().getName());
    };
  }

  private static boolean isNumberAsDouble(RexCall cast) {
    return cast.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        && SqlTypeName.NUMERIC_TYPES.contains(cast.getOperands().get(0).getType().getSqlTypeName());
  }
}
