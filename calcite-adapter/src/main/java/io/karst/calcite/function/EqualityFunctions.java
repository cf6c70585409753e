package io.karst.calcite.function;

import java.math.BigDecimal;

/** Keys that are the same object for values that SQL calls equal. */
public final class EqualityFunctions {
  private EqualityFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        EqualityFunctions.class,
        "equality_key(numeric):numeric",
        "key",
        "equality_key(float8):float8",
        "key",
        "equality_key(float4):float4",
        "key",
        "order_place(float8):int8",
        "place");
  }

  public static BigDecimal key(BigDecimal value) {
    return value.stripTrailingZeros();
  }

  /** Minus zero becomes zero. */
  public static double key(double value) {
    return value + 0.0;
  }

  public static float key(float value) {
    return value + 0.0f;
  }

  /** Orders doubles, NaN above all others. */
  public static long place(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }
}
