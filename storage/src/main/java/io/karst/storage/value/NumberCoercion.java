package io.karst.storage.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Java objects to canonical numbers, with range checks. */
final class NumberCoercion {
  /** Most digits before and behind the point of a numeric without declared precision. */
  static final int DIGITS_MAX = 1000;

  private NumberCoercion() {}

  /** An integer between two bounds; fractions are rounded as PostgreSQL's casts do. */
  static long toLong(ColumnType type, Object value, long min, long max) {
    if (value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      long number = ((Number) value).longValue();
      if (number < min || number > max) {
        throw ValueErrors.outOfRange(type, value);
      }
      return number;
    }
    if (value instanceof CharSequence text) {
      return NumberText.parseLong(type, text.toString(), min, max);
    }
    if (value instanceof Double || value instanceof Float) {
      double rounded = Math.rint(((Number) value).doubleValue());
      // (double) Long.MAX_VALUE is 2^63, one too many.
      boolean fits = rounded >= min && rounded <= max && rounded < 0x1p63;
      if (!fits) {
        throw ValueErrors.outOfRange(type, value);
      }
      return (long) rounded;
    }
    if (value instanceof Number number) {
      return exactLong(type, decimalOf(number), min, max);
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    throw ValueErrors.wrongClass(type, value);
  }

  private static long exactLong(ColumnType type, BigDecimal number, long min, long max) {
    long integerDigits = (long) number.precision() - number.scale();
    if (integerDigits > 19) {
      throw ValueErrors.outOfRange(type, number);
    }
    if (integerDigits < 0) {
      return 0;
    }
    BigInteger rounded = number.setScale(0, RoundingMode.HALF_UP).unscaledValue();
    if (rounded.bitLength() > 63 || rounded.longValue() < min || rounded.longValue() > max) {
      throw ValueErrors.outOfRange(type, number);
    }
    return rounded.longValue();
  }

  static float toReal(ColumnType type, Object value) {
    if (value instanceof Float number) {
      return number;
    }
    if (value instanceof CharSequence text) {
      return NumberText.parseReal(type, text.toString());
    }
    if (!(value instanceof Number number)) {
      throw ValueErrors.wrongClass(type, value);
    }
    float result = number.floatValue();
    if (Float.isInfinite(result) && !Double.isInfinite(number.doubleValue())) {
      throw ValueErrors.outOfRange(type, value);
    }
    return result;
  }

  static double toDouble(ColumnType type, Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof CharSequence text) {
      return NumberText.parseDouble(type, text.toString());
    }
    if (!(value instanceof Number number)) {
      throw ValueErrors.wrongClass(type, value);
    }
    double result = number.doubleValue();
    if (Double.isInfinite(result) && !(number instanceof Float)) {
      throw ValueErrors.outOfRange(type, value);
    }
    return result;
  }

  static BigDecimal toDecimal(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return NumberText.parseDecimal(type, text.toString());
    }
    if ((value instanceof Double number && !Double.isFinite(number))
        || (value instanceof Float single && !Float.isFinite(single))) {
      throw ValueErrors.outOfRange(type, value);
    }
    if (value instanceof Number number) {
      return limited(type, decimalOf(number));
    }
    throw ValueErrors.wrongClass(type, value);
  }

  private static BigDecimal decimalOf(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (number instanceof Double || number instanceof Float) {
      return new BigDecimal(number.toString());
    }
    return BigDecimal.valueOf(number.longValue());
  }

  /** Rounds to the declared scale, half away from zero, and checks the digits before the point. */
  static BigDecimal limited(ColumnType type, BigDecimal value) {
    long integerDigits = (long) value.precision() - value.scale();
    if (type.precision() == 0) {
      if (integerDigits > DIGITS_MAX || value.scale() > DIGITS_MAX) {
        throw ValueErrors.outOfRange(type, shown(value));
      }
      return value.scale() < 0 ? value.setScale(0) : value;
    }
    if (value.signum() == 0 || integerDigits < -type.scale()) {
      return BigDecimal.valueOf(0, type.scale());
    }
    int limit = type.precision() - type.scale();
    if (integerDigits > limit) {
      throw ValueErrors.fieldOverflow(type, shown(value));
    }
    if (value.scale() == type.scale()) {
      return value;
    }
    BigDecimal rounded = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (rounded.precision() - rounded.scale() > limit) {
      throw ValueErrors.fieldOverflow(type, value);
    }
    return rounded;
  }

  private static Object shown(BigDecimal value) {
    return value.precision() <= 50 ? value : value.precision() + " digits";
  }
}
