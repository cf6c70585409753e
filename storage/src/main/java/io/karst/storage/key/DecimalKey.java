package io.karst.storage.key;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimals in keys: equal values have equal bytes whatever their scale.
 *
 * <p>A value is written as 0.d1d2d3... x 10^e with d1 and the last digit not zero.
 *
 * <pre>
 * zero       80 00
 * positive   +---------------+----------------+---+----------------+----+
 *            | C000 + e, u16 | 1 + d1d2 (u8)  |...| 1 + dn-1dn     | 00 |   an odd last digit gets a 0
 *            +---------------+----------------+---+----------------+----+
 * negative   all bytes of the absolute value inverted
 * </pre>
 */
final class DecimalKey {
  private static final int ZERO = 0x8000;
  private static final int EXPONENT_ZERO = 0xC000;
  private static final int EXPONENT_MAX = 0x3FFF;
  private static final int LONG_DIGITS = 18;

  private DecimalKey() {}

  static void write(KeyWriter writer, BigDecimal value) {
    int sign = value.signum();
    if (sign == 0) {
      writer.putUnsignedShort(ZERO);
      return;
    }
    int start = writer.length();
    if (value.precision() <= LONG_DIGITS) {
      writeLong(writer, Math.abs(value.unscaledValue().longValue()), value);
    } else {
      writeDigits(writer, value.unscaledValue().abs().toString(), value);
    }
    writer.putByte(0);
    if (sign < 0) {
      writer.invert(start);
    }
  }

  private static void writeLong(KeyWriter writer, long absolute, BigDecimal value) {
    long digits = absolute;
    int count = value.precision();
    putExponent(writer, value);
    while (digits % 10 == 0) {
      digits /= 10;
      count--;
    }
    if ((count & 1) != 0) {
      digits *= 10;
      count++;
    }
    long divisor = 1;
    for (int i = 2; i < count; i += 2) {
      divisor *= 100;
    }
    for (; divisor > 0; divisor /= 100) {
      writer.putByte((int) (digits / divisor % 100) + 1);
    }
  }

  private static void writeDigits(KeyWriter writer, String digits, BigDecimal value) {
    putExponent(writer, value);
    int count = digits.length();
    while (digits.charAt(count - 1) == '0') {
      count--;
    }
    for (int i = 0; i < count; i += 2) {
      int low = i + 1 < count ? digits.charAt(i + 1) - '0' : 0;
      writer.putByte((digits.charAt(i) - '0') * 10 + low + 1);
    }
  }

  private static void putExponent(KeyWriter writer, BigDecimal value) {
    long exponent = (long) value.precision() - value.scale();
    if (Math.abs(exponent) > EXPONENT_MAX) {
      throw new KarstException(
          ErrorCode.NUMERIC_OUT_OF_RANGE,
          "a numeric value of magnitude 10^" + exponent + " cannot be part of a key");
    }
    writer.putUnsignedShort(EXPONENT_ZERO + (int) exponent);
  }

  /** Reads a value; its scale is the type's, or the smallest possible one if that has none. */
  static BigDecimal read(KeyReader reader, ColumnType type) {
    int head = reader.readUnsignedShort();
    if (head == ZERO) {
      return scaled(BigDecimal.ZERO, type);
    }
    boolean negative = head < ZERO;
    int flip = negative ? 0xFF : 0;
    int exponent = (negative ? 0xFFFF - head : head) - EXPONENT_ZERO;
    long digits = 0;
    BigInteger largeDigits = null;
    int count = 0;
    for (int pair = pair(reader, flip); pair >= 0; pair = pair(reader, flip)) {
      if (count >= LONG_DIGITS) {
        BigInteger before = largeDigits == null ? BigInteger.valueOf(digits) : largeDigits;
        largeDigits = before.multiply(BigInteger.valueOf(100)).add(BigInteger.valueOf(pair));
      } else {
        digits = digits * 100 + pair;
      }
      count += 2;
    }
    int scale = count - exponent;
    BigDecimal value;
    if (largeDigits != null) {
      value = new BigDecimal(negative ? largeDigits.negate() : largeDigits, scale);
    } else {
      value = BigDecimal.valueOf(negative ? -digits : digits, scale);
    }
    return scaled(value, type);
  }

  private static int pair(KeyReader reader, int flip) {
    int pair = (reader.readUnsignedByte() ^ flip) - 1;
    if (pair > 99) {
      throw KeyReader.corrupted("a decimal has the digit pair " + pair);
    }
    return pair;
  }

  private static BigDecimal scaled(BigDecimal value, ColumnType type) {
    if (type.precision() == 0) {
      BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
    try {
      return value.setScale(type.scale());
    } catch (ArithmeticException e) {
      throw new KarstException(
          ErrorCode.DATA_CORRUPTED, "the decimal " + value + " does not fit " + type, e);
    }
  }
}
