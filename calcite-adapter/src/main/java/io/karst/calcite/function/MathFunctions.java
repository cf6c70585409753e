package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.ThreadLocalRandom;

/** PostgreSQL's numeric functions. Overflow and bad arguments are errors, never wrapped values. */
public final class MathFunctions {
  private MathFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        MathFunctions.class,
        "round(numeric):numeric",
        "round",
        "round(float8):float8",
        "round",
        "round(numeric,int4):numeric",
        "round",
        "trunc(numeric):numeric",
        "trunc",
        "trunc(float8):float8",
        "trunc",
        "trunc(numeric,int4):numeric",
        "trunc",
        "truncate(numeric):numeric",
        "trunc",
        "truncate(float8):float8",
        "trunc",
        "truncate(numeric,int4):numeric",
        "trunc",
        "sqrt(float8):float8",
        "sqrt",
        "$square_root(float8):float8",
        "sqrt",
        "cbrt(float8):float8",
        "cbrt",
        "ln(float8):float8",
        "ln",
        "log(float8):float8",
        "log",
        "log10(float8):float8",
        "log",
        "power(float8,float8):float8",
        "power",
        "$power(float8,float8):float8",
        "power",
        "pow(float8,float8):float8",
        "power",
        "div(numeric,numeric):numeric",
        "div",
        "scale(numeric):int4",
        "scale",
        "min_scale(numeric):int4",
        "minScale",
        "trim_scale(numeric):numeric",
        "trimScale",
        "exp(float8):float8",
        "exp",
        "gcd(numeric,numeric):numeric",
        "gcd",
        "gcd(int8,int8):int8",
        "gcd",
        "lcm(numeric,numeric):numeric",
        "lcm",
        "lcm(int8,int8):int8",
        "lcm",
        "factorial(int8):numeric",
        "factorial",
        "width_bucket(float8,float8,float8,int4):int4",
        "widthBucket",
        "!random():float8",
        "random",
        "checked_divide(float8,float8):float8",
        "divide",
        "checked_divide(numeric,numeric):numeric",
        "divide");
    registerInverse(table);
  }

  private static void registerInverse(FunctionTable table) {
    table.add(
        MathFunctions.class,
        "checked_mod(numeric,numeric):numeric",
        "mod",
        "acos(float8):float8",
        "acos",
        "asin(float8):float8",
        "asin",
        "acosh(float8):float8",
        "acosh",
        "asinh(float8):float8",
        "asinh",
        "atanh(float8):float8",
        "atanh");
  }

  public static BigDecimal round(BigDecimal n) {
    return n.setScale(0, RoundingMode.HALF_UP);
  }

  /** Half to even, as PostgreSQL rounds doubles. */
  public static double round(double n) {
    return Math.rint(n);
  }

  public static BigDecimal round(BigDecimal n, int digits) {
    BigDecimal rounded = n.setScale(digits, RoundingMode.HALF_UP);
    return digits < 0 ? rounded.setScale(0) : rounded;
  }

  public static BigDecimal trunc(BigDecimal n) {
    return n.setScale(0, RoundingMode.DOWN);
  }

  public static double trunc(double n) {
    return n < 0 ? Math.ceil(n) : Math.floor(n);
  }

  public static BigDecimal trunc(BigDecimal n, int digits) {
    BigDecimal cut = n.setScale(digits, RoundingMode.DOWN);
    return digits < 0 ? cut.setScale(0) : cut;
  }

  public static double sqrt(double n) {
    if (n < 0) {
      throw new KarstException(
          ErrorCode.INVALID_POWER, "cannot take square root of a negative number");
    }
    return Math.sqrt(n);
  }

  public static double cbrt(double n) {
    return Math.cbrt(n);
  }

  private static void requirePositive(double n) {
    if (n <= 0) {
      throw new KarstException(
          ErrorCode.INVALID_LOGARITHM,
          "cannot take logarithm of " + (n == 0 ? "zero" : "a negative number"));
    }
  }

  public static double ln(double n) {
    requirePositive(n);
    return Math.log(n);
  }

  public static double log(double n) {
    requirePositive(n);
    return Math.log10(n);
  }

  public static double power(double base, double exponent) {
    double result = Math.pow(base, exponent);
    if (Double.isInfinite(result) && Double.isFinite(base) && Double.isFinite(exponent)) {
      if (base == 0) {
        throw new KarstException(
            ErrorCode.INVALID_POWER, "zero raised to a negative power is undefined");
      }
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value out of range: overflow");
    }
    if (Double.isNaN(result) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
      throw new KarstException(
          ErrorCode.INVALID_POWER,
          "a negative number raised to a non-integer power yields a complex result");
    }
    return result;
  }

  /** Integer quotient, cut towards zero. */
  public static BigDecimal div(BigDecimal dividend, BigDecimal divisor) {
    requireNonZero(divisor.signum() == 0);
    return dividend.divideToIntegralValue(divisor).setScale(0, RoundingMode.DOWN);
  }

  /** Quotient of doubles; division by zero is an error as in PostgreSQL. */
  public static double divide(double dividend, double divisor) {
    requireNonZero(divisor == 0);
    return dividend / divisor;
  }

  /** With the digits behind the point of both, as in PostgreSQL. */
  public static BigDecimal mod(BigDecimal dividend, BigDecimal divisor) {
    requireNonZero(divisor.signum() == 0);
    return dividend
        .remainder(divisor)
        .setScale(
            Math.max(0, Math.max(dividend.scale(), divisor.scale())), RoundingMode.UNNECESSARY);
  }

  /** Quotient with as many digits as PostgreSQL gives: about 16 significant ones at least. */
  public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    requireNonZero(divisor.signum() == 0);
    int weight = weight(dividend) - weight(divisor);
    if (leading(dividend).compareTo(leading(divisor)) <= 0) {
      weight--;
    }
    int digits = 16 - weight * 4;
    int scale = Math.max(digits, Math.max(0, Math.max(dividend.scale(), divisor.scale())));
    return dividend.divide(divisor, scale, RoundingMode.HALF_UP);
  }

  /** Power of 10,000 of the first digit of a number in that base. */
  static int weight(BigDecimal n) {
    return n.signum() == 0 ? 0 : Math.floorDiv(n.precision() - n.scale() - 1, 4);
  }

  static BigDecimal leading(BigDecimal n) {
    return n.abs().movePointLeft(4 * weight(n)).setScale(0, RoundingMode.DOWN);
  }

  private static void requireNonZero(boolean isZero) {
    if (isZero) {
      throw new KarstException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
  }

  /** Digits behind the point. */
  public static int scale(BigDecimal n) {
    return Math.max(0, n.scale());
  }

  public static int minScale(BigDecimal n) {
    return Math.max(0, n.stripTrailingZeros().scale());
  }

  public static BigDecimal trimScale(BigDecimal n) {
    return n.setScale(minScale(n));
  }

  public static double exp(double n) {
    double result = Math.exp(n);
    if (Double.isInfinite(result) && !Double.isInfinite(n)) {
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value out of range: overflow");
    }
    return result;
  }

  public static long gcd(long a, long b) {
    long x = Math.absExact(a);
    long y = Math.absExact(b);
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  public static BigDecimal gcd(BigDecimal a, BigDecimal b) {
    BigDecimal x = a.abs();
    BigDecimal y = b.abs();
    while (y.signum() != 0) {
      BigDecimal rest = x.remainder(y);
      x = y;
      y = rest;
    }
    return x;
  }

  public static BigDecimal lcm(BigDecimal a, BigDecimal b) {
    return a.signum() == 0 || b.signum() == 0
        ? BigDecimal.ZERO.setScale(Math.max(a.scale(), b.scale()))
        : a.divideToIntegralValue(gcd(a, b))
            .multiply(b)
            .abs()
            .setScale(Math.max(a.scale(), b.scale()), RoundingMode.HALF_UP);
  }

  private static double inRange(boolean fits, double result) {
    if (!fits) {
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, "input is out of range");
    }
    return result;
  }

  public static double acos(double n) {
    return inRange(!(Math.abs(n) > 1), Math.acos(n));
  }

  public static double asin(double n) {
    return inRange(!(Math.abs(n) > 1), Math.asin(n));
  }

  public static double acosh(double n) {
    return inRange(!(n < 1), Math.log(n + Math.sqrt(n * n - 1)));
  }

  public static double asinh(double n) {
    double x = Math.abs(n);
    return Math.copySign(Math.log1p(x + x * x / (1 + Math.sqrt(x * x + 1))), n);
  }

  public static double atanh(double n) {
    return inRange(!(Math.abs(n) > 1), 0.5 * Math.log1p(2 * n / (1 - n)));
  }

  public static long lcm(long a, long b) {
    return a == 0 || b == 0 ? 0 : Math.absExact(Math.multiplyExact(a / gcd(a, b), b));
  }

  public static BigDecimal factorial(long n) {
    if (n < 0 || n > 33) {
      throw new KarstException(
          ErrorCode.NUMERIC_OUT_OF_RANGE, "factorial of " + n + " has more than 38 digits");
    }
    BigDecimal result = BigDecimal.ONE;
    for (long i = 2; i <= n; i++) {
      result = result.multiply(BigDecimal.valueOf(i));
    }
    return result;
  }

  public static int widthBucket(double operand, double low, double high, int count) {
    if (count <= 0) {
      throw new KarstException(ErrorCode.INVALID_WIDTH_BUCKET, "count must be greater than zero");
    }
    if (low == high) {
      throw new KarstException(
          ErrorCode.INVALID_WIDTH_BUCKET, "lower bound cannot equal upper bound");
    }
    if (high < low) {
      return widthBucket(-operand, -low, -high, count);
    }
    double position = (operand - low) / (high - low);
    if (position < 0) {
      return 0;
    }
    return position >= 1 ? count + 1 : (int) (position * count) + 1;
  }

  public static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
