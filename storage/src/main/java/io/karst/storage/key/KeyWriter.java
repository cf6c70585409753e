package io.karst.storage.key;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.Interval;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds one key after another in a growing buffer. Not thread-safe.
 *
 * <p>Keys compare as unsigned bytes in the order of {@code Values.compare}. Every value is
 * self-delimiting, so that keys are concatenations.
 *
 * <pre>
 * column, ascending       +------+----------------+        NULL:  +------+
 *                         |  02  | value          |               |  03  |  (01 where NULL sorts first)
 *                         +------+----------------+               +------+
 * column, descending      the same bytes, each inverted
 *
 * BOOLEAN                 1 byte: 00 false, 01 true
 * SMALLINT                2 bytes, big endian, sign bit flipped
 * INTEGER, DATE                                            4 bytes, likewise
 * BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ                     8 bytes, likewise
 * INTERVAL                                                 days of the span, microseconds of the rest: 8 bytes each, likewise
 * REAL, DOUBLE            4, 8 bytes: IEEE 754 bits, sign bit flipped, all bits flipped if negative;
 *                         -0.0 as 0.0, NaN as 7FC0 0000 / 7FF8 0000 0000 0000
 * DECIMAL                 see DecimalKey
 * VARCHAR, CHAR, JSON     UTF-8, 00 as 00 FF, then 00 00
 * BYTEA                   the bytes, 00 as 00 FF, then 00 00
 * UUID                    16 bytes
 * VECTOR                  per component 02 and REAL, then 00
 * ARRAY                   per element 02 and value, or 03 for NULL; then 00
 * </pre>
 */
public final class KeyWriter {
  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_ENDIAN_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int END = 0x00;
  private static final int ESCAPED = 0xFF;

  private byte[] bytes;
  private int length;

  public KeyWriter() {
    this(64);
  }

  public KeyWriter(int expectedBytes) {
    bytes = new byte[Math.max(16, expectedBytes)];
  }

  /** Forgets what was written. Returns this. */
  public KeyWriter reset() {
    length = 0;
    return this;
  }

  /** Cuts the key back to a length it had before. */
  public void truncate(int newLength) {
    assert newLength <= length;
    length = newLength;
  }

  public int length() {
    return length;
  }

  /** The buffer, of which the first {@link #length} bytes count; valid until the next write. */
  public byte[] buffer() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  public void putByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  /** Two bytes, unsigned. */
  public void putUnsignedShort(int value) {
    if (value < 0 || value > 0xFFFF) {
      throw new IllegalArgumentException(value + " is not in 0..65535");
    }
    ensure(2);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
  }

  /** Four bytes, unsigned order. */
  public void putUnsignedInt(int value) {
    ensure(Integer.BYTES);
    BIG_ENDIAN_INT.set(bytes, length, value);
    length += Integer.BYTES;
  }

  /** Eight bytes, unsigned order. */
  public void putUnsignedLong(long value) {
    ensure(Long.BYTES);
    BIG_ENDIAN_LONG.set(bytes, length, value);
    length += Long.BYTES;
  }

  /** Four bytes, signed order. */
  public void putInt(int value) {
    putUnsignedInt(value ^ Integer.MIN_VALUE);
  }

  /** Eight bytes, signed order. */
  public void putLong(long value) {
    putUnsignedLong(value ^ Long.MIN_VALUE);
  }

  public void putId(UUID id) {
    ensure(EntityId.LENGTH);
    EntityId.write(id, bytes, length);
    length += EntityId.LENGTH;
  }

  /** A text and its terminator. */
  public void putText(String text) {
    ensure(Math.addExact(Utf8.maxLength(text), 2));
    int start = length;
    length = Utf8.encode(text, bytes, length);
    if (text.indexOf('\0') >= 0) {
      escape(start);
    }
    putUnsignedShort(END);
  }

  /** Bytes and their terminator. */
  public void putBytes(byte[] value) {
    ensure(Math.addExact(value.length, 2));
    int start = length;
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    escape(start);
    putUnsignedShort(END);
  }

  /** Bytes as they are, without terminator. */
  public void putRaw(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /**
   * A column with marker and direction.
   *
   * @param value canonical, or null
   */
  public void put(KeyColumn column, @Nullable Object value) {
    int start = length;
    if (column.nulls() != KeyColumn.Nulls.NEVER) {
      putByte(value == null ? column.nullMarker() : KeyColumn.PRESENT);
    } else if (value == null) {
      throw new IllegalArgumentException("NULL in a key column that is never null");
    }
    if (value != null) {
      putValue(column.type(), value);
    }
    if (column.descending()) {
      invert(start);
    }
  }

  /** A canonical value, ascending, without marker. */
  public void putValue(ColumnType type, Object value) {
    switch (type.kind()) {
      case BOOLEAN -> putByte((Boolean) value ? 1 : 0);
      case SMALLINT -> putUnsignedShort((Short) value + 0x8000);
      case INTEGER, DATE -> putInt((Integer) value);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> putLong((Long) value);
      case INTERVAL -> {
        putLong(((Interval) value).spanDays());
        putLong(((Interval) value).spanMicros());
      }
      case REAL -> putReal((Float) value);
      case DOUBLE -> putDouble((Double) value);
      case DECIMAL -> DecimalKey.write(this, (BigDecimal) value);
      case VARCHAR, CHAR, JSON -> putText((String) value);
      case BYTEA -> putBytes((byte[]) value);
      case UUID -> putId((UUID) value);
      case VECTOR -> putVector((float[]) value);
      case ARRAY -> putArray(requireNonNull(type.element(), "element"), (Object[]) value);
    }
  }

  private void putReal(float value) {
    int bits = Float.floatToIntBits(value == 0 ? 0.0f : value);
    putUnsignedInt(bits ^ (bits >> 31 | Integer.MIN_VALUE));
  }

  private void putDouble(double value) {
    long bits = Double.doubleToLongBits(value == 0 ? 0.0 : value);
    putUnsignedLong(bits ^ (bits >> 63 | Long.MIN_VALUE));
  }

  private void putVector(float[] vector) {
    for (float component : vector) {
      putByte(KeyColumn.PRESENT);
      putReal(component);
    }
    putByte(END);
  }

  private void putArray(ColumnType element, @Nullable Object[] array) {
    for (Object value : array) {
      putByte(value == null ? KeyColumn.NULL_LAST : KeyColumn.PRESENT);
      if (value != null) {
        putValue(element, value);
      }
    }
    putByte(END);
  }

  /** Inverts all bytes from an offset to the end. */
  void invert(int start) {
    for (int i = start; i < length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  private void escape(int start) {
    int zeros = 0;
    for (int i = start; i < length; i++) {
      if (bytes[i] == 0) {
        zeros++;
      }
    }
    if (zeros == 0) {
      return;
    }
    ensure(Math.addExact(zeros, 2));
    int from = length - 1;
    length += zeros;
    for (int to = length - 1; from >= start; from--) {
      if (bytes[from] == 0) {
        bytes[to--] = (byte) ESCAPED;
      }
      bytes[to--] = bytes[from];
    }
  }

  private void ensure(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
    }
  }
}
