package io.karst.storage.codec;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The value of a property.
 *
 * <pre>
 * | 01 | updated_at 8 | type: kind 1, precision varint, scale zigzag, element type if ARRAY |
 * | value: length + 1 varint (0 = NULL), bytes |
 * </pre>
 *
 * @param type of the value
 * @param value canonical, or null
 * @param updatedAt microseconds since the epoch
 */
public record PropertyValue(ColumnType type, @Nullable Object value, long updatedAt) {
  private static final int FORMAT = 1;

  public PropertyValue {
    requireNonNull(type, "type");
  }

  /** The stored bytes. */
  public byte[] toBytes() {
    return new RecordWriter()
        .begin(FORMAT)
        .putFixedLong(updatedAt)
        .putType(type)
        .putValue(type, value)
        .toBytes();
  }

  /**
   * Reads stored bytes.
   *
   * @throws io.karst.storage.base.KarstException XX001 if they are none
   */
  public static PropertyValue read(byte[] bytes, int offset, int length) {
    RecordReader reader = new RecordReader().wrap(bytes, offset, length);
    reader.readVersion(FORMAT);
    long updatedAt = reader.readFixedLong();
    ColumnType type = reader.readType();
    return new PropertyValue(type, reader.readValue(type), updatedAt);
  }
}
