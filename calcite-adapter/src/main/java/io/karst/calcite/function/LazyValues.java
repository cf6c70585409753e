package io.karst.calcite.function;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Constants that generated code does not know as such, so that it computes nothing of them early.
 */
public final class LazyValues {
  private LazyValues() {}

  static void register(FunctionTable table) {
    for (String type :
        List.of("bool", "int2", "int4", "int8", "numeric", "float4", "float8", "text")) {
      table.add(LazyValues.class, "$lazy(" + type + "):" + type, "itself");
    }
  }

  /** Whether a call hides something. */
  public static boolean isHidden(RexNode node) {
    return node instanceof RexCall call && call.getOperator().getName().equals("$lazy");
  }

  /** A constant, hidden, or null if it is of no type that can be. */
  public static @Nullable RexNode hidden(RexBuilder rex, RexLiteral literal) {
    String word = literal.isNull() ? null : word(literal);
    return word == null ? null : hidden(rex, literal, word);
  }

  /** A condition, hidden. */
  public static RexNode hiddenCondition(RexBuilder rex, RexNode condition) {
    return hidden(rex, condition, "bool");
  }

  private static RexNode hidden(RexBuilder rex, RexNode value, String word) {
    return rex.makeCall(
        value.getType(), KarstOperatorTable.function("$lazy", word), List.of(value));
  }

  private static @Nullable String word(RexLiteral literal) {
    return switch (literal.getType().getSqlTypeName()) {
      case SMALLINT -> "int2";
      case INTEGER -> "int4";
      case BIGINT -> "int8";
      case DECIMAL -> "numeric";
      case REAL -> "float4";
      case DOUBLE, FLOAT -> "float8";
      case VARCHAR, CHAR -> "text";
      default -> null;
    };
  }

  public static boolean itself(boolean value) {
    return value;
  }

  public static short itself(short value) {
    return value;
  }

  public static int itself(int value) {
    return value;
  }

  public static long itself(long value) {
    return value;
  }

  public static BigDecimal itself(BigDecimal value) {
    return value;
  }

  public static float itself(float value) {
    return value;
  }

  public static double itself(double value) {
    return value;
  }

  public static String itself(String value) {
    return value;
  }
}
