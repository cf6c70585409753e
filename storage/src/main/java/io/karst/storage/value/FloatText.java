package io.karst.storage.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** REAL and DOUBLE as the shortest text that reads back equal, laid out as PostgreSQL does. */
final class FloatText {
  private static final int DOUBLE_PLAIN_DIGITS = 15;
  private static final int REAL_PLAIN_DIGITS = 6;

  private FloatText() {}

  static String format(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return integral(value);
    }
    BigDecimal digits = new BigDecimal(Double.toString(value));
    // Before JDK 19 Double.toString is not always the shortest text.
    for (int count = digits.precision() - 1; count >= 15; count--) {
      BigDecimal shorter =
          new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() != value) {
        break;
      }
      digits = shorter;
    }
    return layout(digits, DOUBLE_PLAIN_DIGITS);
  }

  static String format(float value) {
    if (!Float.isFinite(value)) {
      return special(value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return integral(value);
    }
    BigDecimal digits = new BigDecimal(Float.toString(value));
    for (int count = digits.precision() - 1; count >= 6; count--) {
      BigDecimal shorter =
          new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
      if (shorter.floatValue() != value) {
        break;
      }
      digits = shorter;
    }
    return layout(digits, REAL_PLAIN_DIGITS);
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "Infinity" : "-Infinity";
  }

  private static String integral(double value) {
    boolean negativeZero = value == 0 && 1 / value < 0;
    return negativeZero ? "-0" : Long.toString((long) value);
  }

  /** Plain between 10^-4 and 10^plainDigits, else with an exponent of at least two digits. */
  private static String layout(BigDecimal value, int plainDigits) {
    BigDecimal shortest = value.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < plainDigits) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(24);
    if (shortest.signum() < 0) {
      text.append('-');
    }
    text.append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 10) {
      text.append('0');
    }
    return text.append(magnitude).toString();
  }
}
