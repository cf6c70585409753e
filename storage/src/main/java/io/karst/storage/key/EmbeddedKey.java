package io.karst.storage.key;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Uuids;
import java.util.UUID;

/**
 * The 104 key bits of an id that embeds its key, filled from the left; the layout is drawn at
 * {@link EntityKeyPlan}. Not thread-safe.
 */
final class EmbeddedKey {
  /** Key bits 0..63. */
  private long high;

  /** Key bits 64..103 in the upper 40 bits. */
  private long low;

  /** Bytes filled. */
  private int length;

  EmbeddedKey copy() {
    EmbeddedKey copy = new EmbeddedKey();
    copy.high = high;
    copy.low = low;
    copy.length = length;
    return copy;
  }

  /** Takes the key bits out of an id. */
  static EmbeddedKey of(UUID id) {
    EmbeddedKey key = new EmbeddedKey();
    long first = id.getMostSignificantBits();
    long second = id.getLeastSignificantBits();
    key.high = first >>> 16 << 32 | (first & 0xFFF) << 20 | (second >>> 42 & 0xFFFFF);
    key.low = second >>> 2 << 24;
    key.length = EntityKeyPlan.EMBEDDED_BYTES;
    return key;
  }

  /** The id with these key bits, the rest zero. */
  UUID toId(int typeNumber) {
    Uuids.checkTypeNumber(typeNumber);
    long first = (long) typeNumber << 48 | high >>> 32 << 16 | 0x8000L | (high >>> 20 & 0xFFF);
    return new UUID(first, Long.MIN_VALUE | (high & 0xFFFFF) << 42 | low >>> 24 << 2);
  }

  /** Fills the rest with ones: the greatest key with this beginning. */
  void fill() {
    while (length < EntityKeyPlan.EMBEDDED_BYTES) {
      putByte(0xFF);
    }
  }

  /** Appends a value in {@code width} bytes. */
  void put(ColumnType type, int width, Object value) {
    switch (type.kind()) {
      case BOOLEAN -> putByte((Boolean) value ? 1 : 0);
      case SMALLINT -> putNumber((Short) value, width);
      case INTEGER, DATE -> putNumber((Integer) value, width);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> putNumber((Long) value, width);
      case VARCHAR, CHAR -> putText(type, (String) value, width);
      default -> throw new IllegalArgumentException(type + " cannot be embedded");
    }
  }

  private void putNumber(long value, int width) {
    long flipped = value ^ 1L << (8 * width - 1);
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      putByte((int) (flipped >>> shift) & 0xFF);
    }
  }

  private void putText(ColumnType type, String text, int width) {
    byte[] bytes = new byte[Utf8.maxLength(text)];
    int count = Utf8.encode(text, bytes, 0);
    if (count > width) {
      throw new KarstException(
          ErrorCode.STRING_TOO_LONG, "value too long for type " + type + ": \"" + text + "\"");
    }
    if (text.indexOf('\0') >= 0) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT, "a primary key of type " + type + " cannot hold character 0x00");
    }
    for (int i = 0; i < width; i++) {
      putByte(i < count ? bytes[i] & 0xFF : 0);
    }
  }

  private void putByte(int value) {
    if (length < Long.BYTES) {
      high |= (long) value << (56 - 8 * length);
    } else {
      low |= (long) value << (56 - 8 * (length - Long.BYTES));
    }
    length++;
  }

  /** The canonical value of a type in {@code width} bytes at {@code offset}. */
  Object get(ColumnType type, int offset, int width) {
    if (type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR) {
      return text(offset, width);
    }
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | byteAt(offset + i);
    }
    if (type.kind() == TypeKind.BOOLEAN) {
      return value != 0;
    }
    value ^= 1L << (8 * width - 1);
    int unused = 64 - 8 * width;
    long signed = value << unused >> unused;
    return switch (type.kind()) {
      case SMALLINT -> (short) signed;
      case INTEGER, DATE -> (int) signed;
      default -> signed;
    };
  }

  private String text(int offset, int width) {
    byte[] bytes = new byte[width];
    int length = 0;
    while (length < width && byteAt(offset + length) != 0) {
      bytes[length] = (byte) byteAt(offset + length);
      length++;
    }
    return Utf8.decode(bytes, 0, length);
  }

  private int byteAt(int index) {
    long word = index < Long.BYTES ? high : low;
    return (int) (word >>> (56 - 8 * (index & 7))) & 0xFF;
  }
}
