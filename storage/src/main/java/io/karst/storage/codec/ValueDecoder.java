package io.karst.storage.codec;

import static java.util.Objects.requireNonNull;

import io.karst.storage.key.Utf8;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values that {@link ValueBuffer} writes, in place. Offset and length lie inside the
 * array: callers have checked that; everything else is checked here.
 */
final class ValueDecoder {
  private ValueDecoder() {}

  /** An integer of any kind, a date, a time or 0/1 of a boolean. */
  static long integer(byte[] bytes, int offset, int length) {
    return switch (length) {
      case 0 -> 0;
      case 1 -> bytes[offset];
      case 2 -> (short) LittleEndian.getUnsignedShort(bytes, offset);
      case 4 -> LittleEndian.getInt(bytes, offset);
      case 8 -> LittleEndian.getLong(bytes, offset);
      default -> oddInteger(bytes, offset, length);
    };
  }

  private static long oddInteger(byte[] bytes, int offset, int length) {
    if (length > Long.BYTES) {
      throw Corruption.of("an integer takes " + length + " bytes");
    }
    long value = bytes[offset + length - 1];
    for (int i = length - 2; i >= 0; i--) {
      value = value << 8 | (bytes[offset + i] & 0xFF);
    }
    return value;
  }

  /** A REAL or DOUBLE, told apart by length. */
  static double floating(byte[] bytes, int offset, int length) {
    if (length == Double.BYTES) {
      return LittleEndian.getDouble(bytes, offset);
    }
    if (length == Float.BYTES) {
      return LittleEndian.getFloat(bytes, offset);
    }
    throw Corruption.of("a floating point number takes " + length + " bytes");
  }

  /** The canonical object. */
  static Object value(ColumnType type, byte[] bytes, int offset, int length) {
    return switch (type.kind()) {
      case BOOLEAN -> integer(bytes, offset, length) != 0;
      case SMALLINT -> (short) ranged(bytes, offset, length, Short.BYTES);
      case INTEGER, DATE -> (int) ranged(bytes, offset, length, Integer.BYTES);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> integer(bytes, offset, length);
      case INTERVAL -> interval(bytes, offset, length);
      case REAL -> (float) floating(bytes, offset, length);
      case DOUBLE -> floating(bytes, offset, length);
      case DECIMAL -> decimal(bytes, offset, length);
      case VARCHAR, CHAR, JSON -> Utf8.decode(bytes, offset, length);
      case BYTEA -> Arrays.copyOfRange(bytes, offset, offset + length);
      case UUID -> {
        if (length != EntityId.LENGTH) {
          throw Corruption.of("a UUID takes " + length + " bytes");
        }
        yield EntityId.read(bytes, offset);
      }
      case VECTOR -> vector(bytes, offset, length);
      case ARRAY -> array(requireNonNull(type.element(), "element"), bytes, offset, length);
    };
  }

  private static Interval interval(byte[] bytes, int offset, int length) {
    if (length != 16) {
      throw Corruption.of("an interval takes " + length + " bytes");
    }
    return new Interval(
        LittleEndian.getInt(bytes, offset + 12),
        LittleEndian.getInt(bytes, offset + 8),
        LittleEndian.getLong(bytes, offset));
  }

  private static long ranged(byte[] bytes, int offset, int length, int most) {
    if (length > most) {
      throw Corruption.of("an integer of " + most + " bytes takes " + length);
    }
    return integer(bytes, offset, length);
  }

  static float[] vector(byte[] bytes, int offset, int length) {
    if ((length & 3) != 0) {
      throw Corruption.of("a vector takes " + length + " bytes");
    }
    float[] vector = new float[length >> 2];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = LittleEndian.getFloat(bytes, offset + (i << 2));
    }
    return vector;
  }

  static BigDecimal decimal(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    int scale = 0;
    int shift = 0;
    int part;
    do {
      if (at == end || shift > 28) {
        throw Corruption.of("the scale of a decimal has no end");
      }
      part = bytes[at++];
      scale |= (part & 0x7F) << shift;
      shift += 7;
    } while (part < 0);
    scale = scale >>> 1 ^ -(scale & 1);
    int digits = end - at;
    if (digits <= Long.BYTES) {
      return BigDecimal.valueOf(integer(bytes, at, digits), scale);
    }
    byte[] bigEndian = new byte[digits];
    for (int i = 0; i < digits; i++) {
      bigEndian[i] = bytes[end - 1 - i];
    }
    return new BigDecimal(new BigInteger(bigEndian), scale);
  }

  private static @Nullable Object[] array(
      ColumnType element, byte[] bytes, int offset, int length) {
    RecordReader reader = new RecordReader().wrap(bytes, offset, length);
    long count = reader.readVarint();
    // Every 8 elements take a byte of the bitmap, so this bounds what is allocated.
    if (count < 0 || count > 8L * length) {
      throw Corruption.of("an array of " + length + " bytes claims " + count + " elements");
    }
    @Nullable Object[] array = new Object[(int) count];
    int bitmap = reader.position();
    reader.skip((array.length + 7) >>> 3);
    for (int i = 0; i < array.length; i++) {
      if ((bytes[bitmap + (i >>> 3)] & 1 << (i & 7)) == 0) {
        int size = reader.readLength();
        int at = reader.position();
        reader.skip(size);
        array[i] = value(element, bytes, at, size);
      }
    }
    return array;
  }
}
