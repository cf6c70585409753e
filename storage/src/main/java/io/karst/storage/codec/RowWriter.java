package io.karst.storage.codec;

import io.karst.storage.value.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Builds packed rows, one after another, in buffers that grow and stay. Not thread-safe.
 *
 * <pre>
 *   0        1        2                 4                                   8
 *   +--------+--------+-----------------+-----------------------------------+
 *   | 01     | width  | columns n       | ordinal                           |
 *   +--------+--------+-----------------+-----------------------------------+
 *   | created_at, microseconds                                              |
 *   +-----------------------------------------------------------------------+
 *   | updated_at, microseconds                                              |
 *   +-----------------------------------+-----------------------------------+
 *   | version                           | null bitmap, (n + 7) / 8 bytes ...|
 *   +-----------------------------------+-----------------------------------+
 *   | n end offsets of 1, 2 or 4 bytes (width 0, 1, 2), from the first value byte on
 *   +-----------------------------------------------------------------------+
 *   | value bytes, see ValueBuffer
 *   +-----------------------------------------------------------------------+
 * </pre>
 *
 * Columns are addressed by slot, a number that a column keeps for life. A row holds slots 0..n-1
 * and n may be smaller than the table's: columns added later read as {@link RowReader#ABSENT}. Bit
 * i of the bitmap (byte i/8, bit i%8) = slot i is NULL; NULLs take no value bytes.
 */
public final class RowWriter {
  /** First byte of a row. */
  static final int FORMAT = 1;

  static final int WIDTH_OFFSET = 1;
  static final int COUNT_OFFSET = 2;
  static final int ORDINAL_OFFSET = 4;
  static final int CREATED_OFFSET = 8;
  static final int UPDATED_OFFSET = 16;
  static final int VERSION_OFFSET = 24;
  static final int HEADER_LENGTH = 28;

  /** Most slots of a row. */
  public static final int COLUMNS_MAX = 0xFFFF;

  private final ValueBuffer values = new ValueBuffer(256);
  private int[] ends = new int[16];
  private boolean[] nulls = new boolean[16];
  private int next;
  private int ordinal;
  private int version;
  private long createdAt;
  private long updatedAt;

  /**
   * Starts a row.
   *
   * @param newOrdinal position of the entity in its type, unsigned 32 bits
   * @param newCreatedAt microseconds since the epoch
   * @param newUpdatedAt microseconds since the epoch
   * @param newVersion how often the row was written, from 1, unsigned 32 bits
   */
  public RowWriter begin(int newOrdinal, long newCreatedAt, long newUpdatedAt, int newVersion) {
    values.reset();
    next = 0;
    ordinal = newOrdinal;
    createdAt = newCreatedAt;
    updatedAt = newUpdatedAt;
    version = newVersion;
    return this;
  }

  /**
   * Sets a column. Slots come in ascending order; those left out are NULL.
   *
   * @param value canonical, or null
   */
  public void set(int slot, ColumnType type, @Nullable Object value) {
    skipTo(slot);
    if (value != null) {
      values.putValue(type, value);
    }
    end(value == null);
  }

  /** Sets a column of integers, dates or times without boxing. */
  public void setLong(int slot, long value) {
    skipTo(slot);
    values.putMinimal(value);
    end(false);
  }

  /** Sets a DOUBLE column without boxing. */
  public void setDouble(int slot, double value) {
    skipTo(slot);
    values.putFixedLong(Double.doubleToRawLongBits(value));
    end(false);
  }

  /** Sets a column to what another row holds there; an absent one becomes NULL. */
  public void copy(int slot, RowReader source) {
    skipTo(slot);
    boolean isNull = source.isAbsent(slot) || source.isNull(slot);
    if (!isNull) {
      int start = source.valueStart(slot);
      values.putRaw(source.bytes(), start, source.valueEnd(slot) - start);
    }
    end(isNull);
  }

  /** Makes all slots below {@code slot} that are not set NULL. */
  public void skipTo(int slot) {
    if (slot < next || slot >= COLUMNS_MAX + 1) {
      throw new IllegalArgumentException("slot " + slot + " after " + next);
    }
    while (next < slot) {
      end(true);
    }
  }

  private void end(boolean isNull) {
    if (next == ends.length) {
      ends = Arrays.copyOf(ends, 2 * next);
      nulls = Arrays.copyOf(nulls, 2 * next);
    }
    nulls[next] = isNull;
    ends[next++] = values.length();
  }

  /** The row in a new array. */
  public byte[] toBytes() {
    if (next > COLUMNS_MAX) {
      throw new IllegalArgumentException(next + " slots; most are " + COLUMNS_MAX);
    }
    int valueLength = values.length();
    int width = valueLength <= 0xFF ? 0 : valueLength <= 0xFFFF ? 1 : 2;
    int bitmapLength = (next + 7) >>> 3;
    int offsets = HEADER_LENGTH + bitmapLength;
    int valuesAt = offsets + (next << width);
    byte[] row = new byte[Math.addExact(valuesAt, valueLength)];
    row[0] = FORMAT;
    row[WIDTH_OFFSET] = (byte) width;
    LittleEndian.putShort(row, COUNT_OFFSET, next);
    LittleEndian.putInt(row, ORDINAL_OFFSET, ordinal);
    LittleEndian.putLong(row, CREATED_OFFSET, createdAt);
    LittleEndian.putLong(row, UPDATED_OFFSET, updatedAt);
    LittleEndian.putInt(row, VERSION_OFFSET, version);
    for (int i = 0; i < next; i++) {
      if (nulls[i]) {
        row[HEADER_LENGTH + (i >>> 3)] |= (byte) (1 << (i & 7));
      }
    }
    putOffsets(row, offsets, width);
    System.arraycopy(values.bytes(), 0, row, valuesAt, valueLength);
    return row;
  }

  private void putOffsets(byte[] row, int offsets, int width) {
    for (int i = 0; i < next; i++) {
      int at = offsets + (i << width);
      if (width == 0) {
        row[at] = (byte) ends[i];
      } else if (width == 1) {
        LittleEndian.putShort(row, at, ends[i]);
      } else {
        LittleEndian.putInt(row, at, ends[i]);
      }
    }
  }
}
