package io.karst.storage.codec;

import io.karst.storage.key.Utf8;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.EntityId;
import io.karst.storage.value.TypeKind;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RecordWriter} wrote, field by field, in place. Not thread-safe; reusable. Bytes
 * that end early or contradict the format raise {@code KarstException} XX001.
 */
public final class RecordReader {
  private static final TypeKind[] KINDS = kindsByNumber();
  private static final int TYPE_DEPTH_MAX = 16;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;

  private static TypeKind[] kindsByNumber() {
    TypeKind[] kinds = new TypeKind[256];
    for (TypeKind kind : TypeKind.values()) {
      kinds[kind.number()] = kind;
    }
    return kinds;
  }

  /** Starts a record; nothing is copied. Returns this. */
  public RecordReader wrap(byte[] source, int offset, int length) {
    Corruption.checkPart(source, offset, length);
    bytes = source;
    position = offset;
    end = offset + length;
    return this;
  }

  /** Starts a record that fills an array. Returns this. */
  public RecordReader wrap(byte[] source) {
    return wrap(source, 0, source.length);
  }

  /**
   * The version byte at the front.
   *
   * @param newest the newest version the caller reads; a newer one raises XX001
   */
  public int readVersion(int newest) {
    int version = readByte();
    if (version < 1 || version > newest) {
      throw Corruption.of("a record has version " + version + "; known are 1 to " + newest);
    }
    return version;
  }

  /** Whether there are fields behind those read. */
  public boolean hasMore() {
    return position < end;
  }

  int position() {
    return position;
  }

  /** Moves behind {@code count} bytes. */
  void skip(int count) {
    if (count < 0 || count > end - position) {
      throw Corruption.of("a record ends early");
    }
    position += count;
  }

  /** 0..255. */
  public int readByte() {
    if (position >= end) {
      throw Corruption.of("a record ends early");
    }
    return bytes[position++] & 0xFF;
  }

  public boolean readBoolean() {
    int value = readByte();
    if (value > 1) {
      throw Corruption.of("a record has the boolean " + value);
    }
    return value == 1;
  }

  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = readByte();
      value |= (part & 0x7FL) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw Corruption.of("a number in a record has no end");
  }

  public long readSigned() {
    long value = readVarint();
    return value >>> 1 ^ -(value & 1);
  }

  /** A number that fits an int and is not negative. */
  public int readInt() {
    long value = readVarint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw Corruption.of("a record has the number " + value + " where an int belongs");
    }
    return (int) value;
  }

  /**
   * The count of a list whose elements take at least a byte each, or the length of a text: at most
   * what is left.
   */
  public int readLength() {
    long length = readVarint();
    if (length < 0 || length > end - position) {
      throw Corruption.of(
          "a record has the length " + length + " with " + (end - position) + " bytes left");
    }
    return (int) length;
  }

  public long readFixedLong() {
    int at = position;
    skip(Long.BYTES);
    return LittleEndian.getLong(bytes, at);
  }

  public double readDouble() {
    return Double.longBitsToDouble(readFixedLong());
  }

  public UUID readId() {
    int at = position;
    skip(EntityId.LENGTH);
    return EntityId.read(bytes, at);
  }

  public String readText() {
    int length = readLength();
    int at = position;
    skip(length);
    return Utf8.decode(bytes, at, length);
  }

  public @Nullable String readNullableText() {
    return readBoolean() ? readText() : null;
  }

  public byte[] readBytes() {
    int length = readLength();
    int at = position;
    skip(length);
    return Arrays.copyOfRange(bytes, at, at + length);
  }

  public byte @Nullable [] readNullableBytes() {
    return readBoolean() ? readBytes() : null;
  }

  public ColumnType readType() {
    return readType(0);
  }

  private ColumnType readType(int depth) {
    TypeKind kind = KINDS[readByte()];
    int precision = readInt();
    long scale = readSigned();
    if (kind == null || scale != (int) scale || depth > TYPE_DEPTH_MAX) {
      throw Corruption.of("a record has an unknown type");
    }
    ColumnType element = kind == TypeKind.ARRAY ? readType(depth + 1) : null;
    return new ColumnType(kind, precision, (int) scale, element);
  }

  /** A canonical value of a type, or null. */
  public @Nullable Object readValue(ColumnType type) {
    long lengthAndOne = readVarint();
    if (lengthAndOne == 0) {
      return null;
    }
    long length = lengthAndOne - 1;
    if (length < 0 || length > end - position) {
      throw Corruption.of("a record ends inside a value");
    }
    int at = position;
    position += (int) length;
    return ValueDecoder.value(type, bytes, at, (int) length);
  }
}
