package io.karst.storage.key;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link KeyWriter} wrote, part by part, from any array. Not thread-safe; reusable.
 *
 * <p>Bytes that are no key raise {@link KarstException} XX001.
 */
public final class KeyReader {
  private byte[] bytes = new byte[0];
  private int position;
  private int end;

  /** XORed into every byte: FF inside a descending column, else 0. */
  private int flip;

  /** Starts at {@code offset}; nothing is copied. Returns this. */
  public KeyReader wrap(byte[] source, int offset, int length) {
    if ((offset | length) < 0 || offset > source.length - length) {
      throw new IllegalArgumentException("no part of the array");
    }
    bytes = source;
    position = offset;
    end = offset + length;
    flip = 0;
    return this;
  }

  /** Starts at the beginning of an array. Returns this. */
  public KeyReader wrap(byte[] source) {
    return wrap(source, 0, source.length);
  }

  /** Offset of the next byte in the array. */
  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  public int readUnsignedByte() {
    if (position >= end) {
      throw corrupted("a key ends early");
    }
    return (bytes[position++] & 0xFF) ^ flip;
  }

  public int readUnsignedShort() {
    int high = readUnsignedByte();
    return high << 8 | readUnsignedByte();
  }

  /** Four bytes, unsigned order. */
  public int readUnsignedInt() {
    int high = readUnsignedShort();
    return high << 16 | readUnsignedShort();
  }

  /** Eight bytes, unsigned order. */
  public long readUnsignedLong() {
    long high = readUnsignedInt();
    return high << 32 | (readUnsignedInt() & 0xFFFF_FFFFL);
  }

  /** Four bytes, signed order. */
  public int readInt() {
    return readUnsignedInt() ^ Integer.MIN_VALUE;
  }

  /** Eight bytes, signed order. */
  public long readLong() {
    return readUnsignedLong() ^ Long.MIN_VALUE;
  }

  public UUID readId() {
    long high = readUnsignedLong();
    return new UUID(high, readUnsignedLong());
  }

  /** A text with its terminator. */
  public String readText() {
    int start = position;
    int escapes = skipEscaped();
    int length = position - 2 - start;
    if (flip == 0 && escapes == 0) {
      return Utf8.decode(bytes, start, length);
    }
    byte[] plain = unescape(start, length, escapes);
    return Utf8.decode(plain, 0, plain.length);
  }

  /** Bytes with their terminator. */
  public byte[] readBytes() {
    int start = position;
    int escapes = skipEscaped();
    return unescape(start, position - 2 - start, escapes);
  }

  /** A column with marker and direction: the canonical object or null. */
  public @Nullable Object read(KeyColumn column) {
    flip = column.descending() ? 0xFF : 0;
    Object value = isNullMarker(column) ? null : readValue(column.type());
    flip = 0;
    return value;
  }

  /** Moves behind a column without making an object. */
  public void skip(KeyColumn column) {
    flip = column.descending() ? 0xFF : 0;
    if (!isNullMarker(column)) {
      skipValue(column.type());
    }
    flip = 0;
  }

  private boolean isNullMarker(KeyColumn column) {
    if (column.nulls() == KeyColumn.Nulls.NEVER) {
      return false;
    }
    int marker = readUnsignedByte();
    if (marker != KeyColumn.PRESENT && marker != column.nullMarker()) {
      throw corrupted("a key column begins with the marker " + marker);
    }
    return marker != KeyColumn.PRESENT;
  }

  /** A value without marker, ascending: the canonical object. */
  public Object readValue(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN -> readUnsignedByte() != 0;
      case SMALLINT -> (short) (readUnsignedShort() - 0x8000);
      case INTEGER, DATE -> readInt();
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> readLong();
      case INTERVAL -> Interval.ofSpan(readLong(), readLong());
      case REAL -> readReal();
      case DOUBLE -> readDouble();
      case DECIMAL -> DecimalKey.read(this, type);
      case VARCHAR, CHAR, JSON -> readText();
      case BYTEA -> readBytes();
      case UUID -> readId();
      case VECTOR -> readVector();
      case ARRAY -> readArray(requireNonNull(type.element(), "element"));
    };
  }

  /** Moves behind a value without marker. */
  private void skipValue(ColumnType type) {
    switch (type.kind()) {
      case BOOLEAN -> skipBytes(1);
      case SMALLINT -> skipBytes(Short.BYTES);
      case INTEGER, DATE, REAL -> skipBytes(Integer.BYTES);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ, DOUBLE -> skipBytes(Long.BYTES);
      case INTERVAL -> skipBytes(2 * Long.BYTES);
      case VARCHAR, CHAR, JSON, BYTEA -> skipEscaped();
      case UUID -> skipBytes(EntityId.LENGTH);
      case DECIMAL, VECTOR, ARRAY -> readValue(type);
    }
  }

  /** Moves behind {@code count} bytes. */
  public void skipBytes(int count) {
    if (count > end - position) {
      throw corrupted("a key ends early");
    }
    position += count;
  }

  private float readReal() {
    int bits = readUnsignedInt();
    return Float.intBitsToFloat(bits ^ (~bits >> 31 | Integer.MIN_VALUE));
  }

  private double readDouble() {
    long bits = readUnsignedLong();
    return Double.longBitsToDouble(bits ^ (~bits >> 63 | Long.MIN_VALUE));
  }

  private float[] readVector() {
    float[] vector = new float[8];
    int size = 0;
    while (hasElement()) {
      if (size == vector.length) {
        vector = Arrays.copyOf(vector, 2 * size);
      }
      vector[size++] = readReal();
    }
    return Arrays.copyOf(vector, size);
  }

  private @Nullable Object[] readArray(ColumnType element) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (int marker = readUnsignedByte(); marker != 0; marker = readUnsignedByte()) {
      if (marker != KeyColumn.PRESENT && marker != KeyColumn.NULL_LAST) {
        throw corrupted("an array element begins with the marker " + marker);
      }
      elements.add(marker == KeyColumn.PRESENT ? readValue(element) : null);
    }
    return elements.toArray();
  }

  private boolean hasElement() {
    int marker = readUnsignedByte();
    if (marker != 0 && marker != KeyColumn.PRESENT) {
      throw corrupted("a vector component begins with the marker " + marker);
    }
    return marker != 0;
  }

  /** Moves behind the terminator; returns how many escapes there are. */
  private int skipEscaped() {
    int escapes = 0;
    while (true) {
      if (readUnsignedByte() == 0) {
        int next = readUnsignedByte();
        if (next == 0) {
          return escapes;
        }
        if (next != 0xFF) {
          throw corrupted("a text has the escape 00 " + next);
        }
        escapes++;
      }
    }
  }

  private byte[] unescape(int start, int length, int escapes) {
    byte[] plain = new byte[length - escapes];
    int from = start;
    for (int to = 0; to < plain.length; to++) {
      int value = (bytes[from++] & 0xFF) ^ flip;
      plain[to] = (byte) value;
      if (value == 0) {
        from++;
      }
    }
    return plain;
  }

  static KarstException corrupted(String what) {
    return new KarstException(ErrorCode.DATA_CORRUPTED, what);
  }
}
