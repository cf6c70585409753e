package io.karst.calcite.plan;

import java.math.BigDecimal;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Sums and products of whole numbers that are written there: {@code 2000 + 1} is 2001. */
final class WholeNumbers {
  private WholeNumbers() {}

  /**
   * The value of a call of two numbers of its own type, or null; what overflows stays and fails.
   */
  static @Nullable RexNode folded(RexBuilder rex, RexCall call) {
    if (call.getOperands().size() != 2
        || call.getType().isNullable() // a literal is not, and types must stay
        || !SqlTypeName.INT_TYPES.contains(call.getType().getSqlTypeName())) {
      return null;
    }
    BigDecimal left = number(call, 0);
    BigDecimal right = number(call, 1);
    if (left == null || right == null) {
      return null;
    }
    BigDecimal value =
        switch (call.getKind()) {
          case PLUS -> left.add(right);
          case MINUS -> left.subtract(right);
          case TIMES -> left.multiply(right);
          default -> null;
        };
    return value != null && fits(value, call.getType().getSqlTypeName())
        ? rex.makeExactLiteral(value, call.getType())
        : null;
  }

  private static @Nullable BigDecimal number(RexCall call, int operand) {
    return call.getOperands().get(operand) instanceof RexLiteral literal
            && literal.getType().getSqlTypeName() == call.getType().getSqlTypeName()
        ? literal.getValueAs(BigDecimal.class)
        : null;
  }

  private static boolean fits(BigDecimal value, SqlTypeName type) {
    int bits =
        switch (type) {
          case TINYINT -> 7;
          case SMALLINT -> 15;
          case INTEGER -> 31;
          default -> 63;
        };
    return value.toBigInteger().bitLength() <= bits;
  }
}
