package io.karst.storage.codec;

import static java.util.Objects.requireNonNull;

import io.karst.storage.key.Utf8;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A growing buffer that encodes values; the counterpart of {@link ValueDecoder}. Not thread-safe;
 * reusable.
 *
 * <pre>
 * BOOLEAN                     no byte = false, 01 = true
 * SMALLINT .. TIMESTAMPTZ     shortest two's complement, little endian; no byte = 0
 * REAL, DOUBLE                4, 8 bytes IEEE 754, little endian
 * DECIMAL                     scale (zigzag varint), unscaled value as for integers
 * VARCHAR, CHAR, JSON         UTF-8
 * BYTEA                       the bytes
 * UUID                        16 bytes, big endian
 * VECTOR                      4 bytes per component, little endian
 * ARRAY                       count (varint), null bitmap, per non-null element length (varint), value
 * </pre>
 */
final class ValueBuffer {
  private byte[] bytes;
  private int length;

  ValueBuffer(int expectedBytes) {
    bytes = new byte[Math.max(16, expectedBytes)];
  }

  void reset() {
    length = 0;
  }

  int length() {
    return length;
  }

  /** The buffer; valid until the next write. */
  byte[] bytes() {
    return bytes;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Makes room for more bytes behind the last one. */
  void ensure(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  void putByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  void putFixedInt(int value) {
    ensure(Integer.BYTES);
    LittleEndian.putInt(bytes, length, value);
    length += Integer.BYTES;
  }

  void putFixedLong(long value) {
    ensure(Long.BYTES);
    LittleEndian.putLong(bytes, length, value);
    length += Long.BYTES;
  }

  void putRaw(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Seven bits a byte, lowest first; at most 10 bytes. */
  void putVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Small numbers of either sign in few bytes. */
  void putZigzag(long value) {
    putVarint(value << 1 ^ value >> 63);
  }

  /** The shortest two's complement: 0 has no byte. */
  void putMinimal(long value) {
    ensure(Long.BYTES);
    LittleEndian.putLong(bytes, length, value);
    length += minimalLength(value);
  }

  private static int minimalLength(long value) {
    if (value == 0) {
      return 0;
    }
    int bits = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
    return (bits + 7) >>> 3;
  }

  void putText(String text) {
    ensure(Utf8.maxLength(text));
    length = Utf8.encode(text, bytes, length);
  }

  void putId(UUID id) {
    ensure(EntityId.LENGTH);
    EntityId.write(id, bytes, length);
    length += EntityId.LENGTH;
  }

  void putVector(float[] vector) {
    ensure(Math.multiplyExact(vector.length, Float.BYTES));
    for (float component : vector) {
      LittleEndian.putInt(bytes, length, Float.floatToRawIntBits(component));
      length += Float.BYTES;
    }
  }

  /** A canonical value, not null. */
  void putValue(ColumnType type, Object value) {
    switch (type.kind()) {
      case BOOLEAN -> putMinimal((Boolean) value ? 1 : 0);
      case SMALLINT -> putMinimal((Short) value);
      case INTEGER, DATE -> putMinimal((Integer) value);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> putMinimal((Long) value);
      case INTERVAL -> putInterval((Interval) value);
      case REAL -> putFixedInt(Float.floatToRawIntBits((Float) value));
      case DOUBLE -> putFixedLong(Double.doubleToRawLongBits((Double) value));
      case DECIMAL -> putDecimal((BigDecimal) value);
      case VARCHAR, CHAR, JSON -> putText((String) value);
      case BYTEA -> putRaw((byte[]) value, 0, ((byte[]) value).length);
      case UUID -> putId((UUID) value);
      case VECTOR -> putVector((float[]) value);
      case ARRAY -> putArray(requireNonNull(type.element(), "element"), (Object[]) value);
    }
  }

  private void putInterval(Interval value) {
    putFixedLong(value.micros());
    putFixedInt(value.days());
    putFixedInt(value.months());
  }

  private void putDecimal(BigDecimal value) {
    putZigzag(value.scale());
    BigInteger unscaled = value.unscaledValue();
    if (unscaled.bitLength() < Long.SIZE) {
      putMinimal(unscaled.longValue());
      return;
    }
    byte[] bigEndian = unscaled.toByteArray();
    ensure(bigEndian.length);
    for (int i = bigEndian.length - 1; i >= 0; i--) {
      bytes[length++] = bigEndian[i];
    }
  }

  private void putArray(ColumnType element, @Nullable Object[] array) {
    putVarint(array.length);
    int bitmap = length;
    int bitmapLength = (array.length + 7) >>> 3;
    ensure(bitmapLength);
    Arrays.fill(bytes, bitmap, bitmap + bitmapLength, (byte) 0);
    length += bitmapLength;
    for (int i = 0; i < array.length; i++) {
      Object value = array[i];
      if (value == null) {
        bytes[bitmap + (i >>> 3)] |= (byte) (1 << (i & 7));
      } else {
        ValueBuffer single = new ValueBuffer(32);
        single.putValue(element, value);
        putVarint(single.length);
        putRaw(single.bytes, 0, single.length);
      }
    }
  }
}
