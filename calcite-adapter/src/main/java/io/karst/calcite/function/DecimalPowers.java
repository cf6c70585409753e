package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Roots, powers and logarithms of decimals, exact to as many digits as PostgreSQL shows: about 16
 * significant ones, and never fewer behind the point than the arguments have.
 */
public final class DecimalPowers {
  private static final int SIGNIFICANT = 16;
  private static final int MOST_DIGITS = 1000;

  /** Digits behind the point of a result that is too small to show one. */
  private static final int VANISHED = 1000;

  /** Digits before the point that a numeric can have. */
  private static final int MOST_WHOLE_DIGITS = 131_072;

  /** Digits computed beyond those that are shown. */
  private static final int GUARD = 12;

  private static final double LOG10_E = 0.434294481903252;

  private DecimalPowers() {}

  static void register(FunctionTable table) {
    table.add(
        DecimalPowers.class,
        "$numeric_sqrt(numeric):numeric",
        "sqrt",
        "$numeric_exp(numeric):numeric",
        "exp",
        "$numeric_ln(numeric):numeric",
        "ln",
        "$numeric_log(numeric):numeric",
        "log",
        "log(numeric,numeric):numeric",
        "log",
        "$decimal_power(numeric,numeric):numeric",
        "power",
        "$numeric_power(numeric,numeric):numeric",
        "power");
  }

  private static int scale(BigDecimal n) {
    return Math.max(0, n.scale());
  }

  /** The digits to show: at least those of an argument. */
  private static int limited(int digits, BigDecimal... arguments) {
    int most = Math.max(0, digits);
    for (BigDecimal argument : arguments) {
      most = Math.max(most, scale(argument));
    }
    return Math.min(most, MOST_DIGITS);
  }

  public static BigDecimal sqrt(BigDecimal n) {
    if (n.signum() < 0) {
      throw new KarstException(
          ErrorCode.INVALID_POWER, "cannot take square root of a negative number");
    }
    int digits = limited(SIGNIFICANT - ((MathFunctions.weight(n) + 1) * 2 - 1), n);
    int whole = Math.max(0, n.precision() - n.scale()) / 2 + 1;
    return n.sqrt(new MathContext(digits + whole + GUARD)).setScale(digits, RoundingMode.HALF_UP);
  }

  public static BigDecimal exp(BigDecimal n) {
    double weight = n.doubleValue() * LOG10_E;
    if (weight > MOST_WHOLE_DIGITS) {
      throw overflow();
    }
    int digits = limited(SIGNIFICANT - (int) Math.max(weight, -MOST_DIGITS - SIGNIFICANT), n);
    if (weight < -MOST_DIGITS - 1) {
      return BigDecimal.ZERO.setScale(digits);
    }
    int precision = digits + (int) Math.max(0, weight) + GUARD;
    return exponential(n, precision).setScale(digits, RoundingMode.HALF_UP);
  }

  public static BigDecimal ln(BigDecimal n) {
    requirePositive(n);
    int digits = limited(SIGNIFICANT - weightOfLogarithm(n), n);
    return logarithm(n, digits + GUARD).setScale(digits, RoundingMode.HALF_UP);
  }

  public static BigDecimal log(BigDecimal n) {
    return log(BigDecimal.TEN, n);
  }

  /** Logarithm of {@code n} to a base. */
  public static BigDecimal log(BigDecimal base, BigDecimal n) {
    requirePositive(base);
    requirePositive(n);
    int weight = weightOfLogarithm(n) - weightOfLogarithm(base);
    int digits = limited(SIGNIFICANT - weight, base, n);
    int precision = digits + Math.abs(weightOfLogarithm(base)) + GUARD;
    BigDecimal divisor = logarithm(base, precision);
    if (divisor.signum() == 0) {
      throw new KarstException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return logarithm(n, precision).divide(divisor, digits, RoundingMode.HALF_UP);
  }

  public static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    BigDecimal plain = exponent.stripTrailingZeros();
    if (base.signum() == 0 && exponent.signum() < 0) {
      throw new KarstException(
          ErrorCode.INVALID_POWER, "zero raised to a negative power is undefined");
    }
    if (plain.scale() <= 0 && plain.precision() - plain.scale() <= 9) {
      return wholePower(base, plain.intValueExact());
    }
    if (base.signum() == 0) {
      return BigDecimal.ZERO.setScale(SIGNIFICANT);
    }
    if (base.signum() < 0 && plain.scale() > 0) {
      throw new KarstException(
          ErrorCode.INVALID_POWER,
          "a negative number raised to a non-integer power yields a complex result");
    }
    BigDecimal magnitude = base.abs();
    double power = logarithm(magnitude, 30).multiply(exponent).doubleValue();
    if (power * LOG10_E > MOST_WHOLE_DIGITS) {
      throw overflow();
    }
    if (power * LOG10_E < -MOST_DIGITS - 1) {
      return BigDecimal.ZERO.setScale(VANISHED);
    }
    int weight = (int) (power * LOG10_E);
    int digits = limited(SIGNIFICANT - weight, base, exponent);
    int precision = digits + Math.max(0, weight) + GUARD;
    int wholeExponent = Math.max(0, exponent.precision() - exponent.scale());
    BigDecimal product = logarithm(magnitude, precision + wholeExponent + 8).multiply(exponent);
    BigDecimal result = exponential(product, precision).setScale(digits, RoundingMode.HALF_UP);
    boolean odd = base.signum() < 0 && plain.toBigInteger().testBit(0);
    return odd ? result.negate() : result;
  }

  private static BigDecimal wholePower(BigDecimal base, int exponent) {
    int digits = limited(SIGNIFICANT, base);
    if (base.signum() == 0) {
      return (exponent == 0 ? BigDecimal.ONE : BigDecimal.ZERO).setScale(digits);
    }
    double weight = exponent * logarithm(base.abs(), 20).doubleValue() * LOG10_E;
    if (weight > MOST_WHOLE_DIGITS) {
      throw overflow();
    }
    if (weight < -digits - 1) {
      return BigDecimal.ZERO.setScale(digits);
    }
    MathContext context = new MathContext(digits + (int) Math.max(0, weight) + GUARD);
    return base.pow(exponent, context).setScale(digits, RoundingMode.HALF_UP);
  }

  private static KarstException overflow() {
    return new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, "value overflows numeric format");
  }

  private static void requirePositive(BigDecimal n) {
    if (n.signum() <= 0) {
      throw new KarstException(
          ErrorCode.INVALID_LOGARITHM,
          "cannot take logarithm of " + (n.signum() == 0 ? "zero" : "a negative number"));
    }
  }

  /** The power of ten of the first digit of a natural logarithm, as PostgreSQL estimates it. */
  private static int weightOfLogarithm(BigDecimal n) {
    if (n.compareTo(new BigDecimal("0.9")) >= 0 && n.compareTo(new BigDecimal("1.1")) <= 0) {
      BigDecimal distance = n.subtract(BigDecimal.ONE);
      return distance.signum() == 0
          ? 0
          : 4 * MathFunctions.weight(distance)
              + (int) Math.log10(MathFunctions.leading(distance).doubleValue());
    }
    int weight = MathFunctions.weight(n);
    double digits = n.movePointLeft(4 * (weight - 1)).setScale(0, RoundingMode.DOWN).doubleValue();
    return (int) Math.log10(Math.abs(Math.log(digits) + 4 * (weight - 1) * 2.302585092994046));
  }

  /** The natural logarithm with so many digits behind the point. */
  private static BigDecimal logarithm(BigDecimal n, int digits) {
    int exponent = n.precision() - n.scale() - 1;
    MathContext context = new MathContext(digits + 10);
    BigDecimal mantissa = n.movePointLeft(exponent);
    BigDecimal result = nearOne(mantissa, context);
    if (exponent != 0) {
      BigDecimal ten = nearOne(BigDecimal.TEN, context);
      result = result.add(ten.multiply(BigDecimal.valueOf(exponent)));
    }
    return result.setScale(digits, RoundingMode.HALF_UP);
  }

  /** The logarithm of a number from 1 to 10, by the series of atanh near 1. */
  private static BigDecimal nearOne(BigDecimal n, MathContext context) {
    BigDecimal root = n;
    int halvings = 0;
    while (root.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.05")) > 0) {
      root = root.sqrt(context);
      halvings++;
    }
    BigDecimal ratio = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), context);
    BigDecimal square = ratio.multiply(ratio, context);
    BigDecimal sum = ratio;
    BigDecimal power = ratio;
    BigDecimal smallest = BigDecimal.ONE.movePointLeft(context.getPrecision() + 4);
    for (int i = 3; power.abs().compareTo(smallest) > 0; i += 2) {
      power = power.multiply(square, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), context), context);
    }
    return sum.multiply(BigDecimal.valueOf(2L << halvings));
  }

  /** The exponential with so many significant digits at least. */
  private static BigDecimal exponential(BigDecimal n, int precision) {
    int halvings = Math.max(0, n.precision() - n.scale()) * 4 + 4;
    MathContext context = new MathContext(precision + halvings / 3 + 10);
    BigDecimal small = n.divide(BigDecimal.valueOf(2).pow(halvings), context);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    BigDecimal smallest = BigDecimal.ONE.movePointLeft(context.getPrecision() + 4);
    for (int i = 1; term.abs().compareTo(smallest) > 0; i++) {
      term = term.multiply(small, context).divide(BigDecimal.valueOf(i), context);
      sum = sum.add(term, context);
    }
    for (int i = 0; i < halvings; i++) {
      sum = sum.multiply(sum, context);
    }
    return sum;
  }
}
