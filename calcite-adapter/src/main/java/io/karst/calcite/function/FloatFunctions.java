package io.karst.calcite.function;

/** Comparisons of doubles in which NaN is equal to itself and greater than every number. */
public final class FloatFunctions {
  private FloatFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        FloatFunctions.class,
        "$float_eq(float8,float8):bool",
        "equal",
        "$float_ne(float8,float8):bool",
        "different",
        "$float_lt(float8,float8):bool",
        "less",
        "$float_le(float8,float8):bool",
        "lessOrEqual",
        "$float_gt(float8,float8):bool",
        "greater",
        "$float_ge(float8,float8):bool",
        "greaterOrEqual");
  }

  public static boolean equal(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  public static boolean different(double a, double b) {
    return !equal(a, b);
  }

  public static boolean less(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }

  public static boolean lessOrEqual(double a, double b) {
    return a <= b || Double.isNaN(b);
  }

  public static boolean greater(double a, double b) {
    return less(b, a);
  }

  public static boolean greaterOrEqual(double a, double b) {
    return lessOrEqual(b, a);
  }

  /** The smaller one; the second if both are equal. */
  public static double smaller(double a, double b) {
    return less(a, b) ? a : b;
  }

  public static float smaller(float a, float b) {
    return less(a, b) ? a : b;
  }

  /** The greater one; the second if both are equal. */
  public static double larger(double a, double b) {
    return less(b, a) ? a : b;
  }

  public static float larger(float a, float b) {
    return less(b, a) ? a : b;
  }
}
