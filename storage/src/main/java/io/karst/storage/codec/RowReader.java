package io.karst.storage.codec;

import io.karst.storage.key.Utf8;
import io.karst.storage.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A window on a packed row, moved from row to row; the layout is drawn at {@link RowWriter}. Not
 * thread-safe. Any column is reached in constant time and only objects asked for are made.
 *
 * <p>Bytes that are no row raise {@code KarstException} XX001, at {@link #wrap} or when the column
 * is read.
 */
public final class RowReader {
  /** What {@link #get} answers for a slot that the row was written without. */
  public static final Object ABSENT =
      new Object() {
        @Override
        public String toString() {
          return "ABSENT";
        }
      };

  private byte[] bytes = new byte[0];
  private int start;
  private int columns;
  private int width;
  private int offsets;
  private int values;
  private int valueLength;

  /** Moves to a row that fills an array. Returns this. */
  public RowReader wrap(byte[] source) {
    return wrap(source, 0, source.length);
  }

  /** Moves to a row inside an array; nothing is copied. Returns this. */
  public RowReader wrap(byte[] source, int offset, int length) {
    Corruption.checkPart(source, offset, length);
    Corruption.checkLength(length, RowWriter.HEADER_LENGTH, "row");
    Corruption.checkFormat(source[offset], RowWriter.FORMAT, "row");
    bytes = source;
    start = offset;
    width = source[offset + RowWriter.WIDTH_OFFSET];
    columns = LittleEndian.getUnsignedShort(source, offset + RowWriter.COUNT_OFFSET);
    if (width < 0 || width > 2) {
      throw Corruption.of("a row has the offset width " + width);
    }
    offsets = offset + RowWriter.HEADER_LENGTH + ((columns + 7) >>> 3);
    values = offsets + (columns << width);
    valueLength = offset + length - values;
    if (valueLength < 0) {
      throw Corruption.of("a row of " + length + " bytes claims " + columns + " columns");
    }
    return this;
  }

  /** Position of the entity in its type, unsigned 32 bits. */
  public int ordinal() {
    return LittleEndian.getInt(bytes, start + RowWriter.ORDINAL_OFFSET);
  }

  /** Microseconds since the epoch. */
  public long createdAt() {
    return LittleEndian.getLong(bytes, start + RowWriter.CREATED_OFFSET);
  }

  /** Microseconds since the epoch. */
  public long updatedAt() {
    return LittleEndian.getLong(bytes, start + RowWriter.UPDATED_OFFSET);
  }

  /** How often the row was written. */
  public int version() {
    return LittleEndian.getInt(bytes, start + RowWriter.VERSION_OFFSET);
  }

  /** Number of slots in this row. */
  public int columnCount() {
    return columns;
  }

  /** Whether the row was written before this slot existed. */
  public boolean isAbsent(int slot) {
    return slot >= columns;
  }

  /** Whether a slot of the row is NULL; an absent one is not. */
  public boolean isNull(int slot) {
    return slot < columns
        && (bytes[start + RowWriter.HEADER_LENGTH + (slot >>> 3)] & 1 << (slot & 7)) != 0;
  }

  /** An integer, date or time; BOOLEAN as 0 or 1. NULL reads as 0. */
  public long getLong(int slot) {
    int from = valueStart(slot);
    return ValueDecoder.integer(bytes, from, valueEnd(slot) - from);
  }

  /** A REAL or DOUBLE. NULL reads as 0. */
  public double getDouble(int slot) {
    if (isNull(slot)) {
      return 0;
    }
    int from = valueStart(slot);
    return ValueDecoder.floating(bytes, from, valueEnd(slot) - from);
  }

  public boolean getBoolean(int slot) {
    return getLong(slot) != 0;
  }

  /** A text, or null. */
  public @Nullable String getText(int slot) {
    if (isNull(slot)) {
      return null;
    }
    int from = valueStart(slot);
    return Utf8.decode(bytes, from, valueEnd(slot) - from);
  }

  /** The canonical object, null, or {@link #ABSENT}. */
  public @Nullable Object get(int slot, ColumnType type) {
    if (slot >= columns) {
      return ABSENT;
    }
    if (isNull(slot)) {
      return null;
    }
    int from = valueStart(slot);
    return ValueDecoder.value(type, bytes, from, valueEnd(slot) - from);
  }

  /** The array of the current row, for {@link #valueStart} and {@link #valueEnd}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the encoded value of a slot begins in {@link #bytes}. */
  public int valueStart(int slot) {
    return slot == 0 ? values : values + end(slot - 1);
  }

  /** Where the encoded value of a slot ends in {@link #bytes}. */
  public int valueEnd(int slot) {
    int end = end(slot);
    if (slot > 0 && end < end(slot - 1)) {
      throw Corruption.of("the end offsets of a row go back at slot " + slot);
    }
    return values + end;
  }

  private int end(int slot) {
    if (slot >= columns) {
      throw new IllegalArgumentException("slot " + slot + " of a row with " + columns);
    }
    int at = offsets + (slot << width);
    int end;
    if (width == 0) {
      end = bytes[at] & 0xFF;
    } else if (width == 1) {
      end = LittleEndian.getUnsignedShort(bytes, at);
    } else {
      end = LittleEndian.getInt(bytes, at);
    }
    if (end < 0 || end > valueLength) {
      throw Corruption.of("the value of slot " + slot + " ends outside its row");
    }
    return end;
  }
}
