package io.karst.storage.codec;

import io.karst.storage.value.ColumnType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Builds small records field by field, for catalog and change log: a version byte, then fields in a
 * fixed order that {@link RecordReader} reads back. Not thread-safe; reusable.
 *
 * <p>New fields go to the end; a reader asks {@link RecordReader#hasMore} before it reads them.
 */
public final class RecordWriter {
  private final ValueBuffer buffer = new ValueBuffer(128);
  private final ValueBuffer single = new ValueBuffer(32);

  /** Starts a record. Returns this. */
  public RecordWriter begin(int version) {
    buffer.reset();
    buffer.putByte(version);
    return this;
  }

  public RecordWriter putByte(int value) {
    buffer.putByte(value);
    return this;
  }

  public RecordWriter putBoolean(boolean value) {
    buffer.putByte(value ? 1 : 0);
    return this;
  }

  /** An unsigned number, small ones in few bytes; also the count in front of a list. */
  public RecordWriter putVarint(long value) {
    buffer.putVarint(value);
    return this;
  }

  /** A number of either sign, small ones in few bytes. */
  public RecordWriter putSigned(long value) {
    buffer.putZigzag(value);
    return this;
  }

  /** Eight bytes, little endian. */
  public RecordWriter putFixedLong(long value) {
    buffer.putFixedLong(value);
    return this;
  }

  public RecordWriter putDouble(double value) {
    buffer.putFixedLong(Double.doubleToRawLongBits(value));
    return this;
  }

  public RecordWriter putId(UUID id) {
    buffer.putId(id);
    return this;
  }

  public RecordWriter putText(String text) {
    single.reset();
    single.putText(text);
    buffer.putVarint(single.length());
    buffer.putRaw(single.bytes(), 0, single.length());
    return this;
  }

  /** A text or null. */
  public RecordWriter putNullableText(@Nullable String text) {
    putBoolean(text != null);
    return text == null ? this : putText(text);
  }

  public RecordWriter putBytes(byte[] bytes) {
    buffer.putVarint(bytes.length);
    buffer.putRaw(bytes, 0, bytes.length);
    return this;
  }

  /** Bytes or null. */
  public RecordWriter putNullableBytes(byte @Nullable [] bytes) {
    putBoolean(bytes != null);
    return bytes == null ? this : putBytes(bytes);
  }

  /** A type with its modifiers. */
  public RecordWriter putType(ColumnType type) {
    buffer.putByte(type.kind().number());
    buffer.putVarint(type.precision());
    buffer.putZigzag(type.scale());
    ColumnType element = type.element();
    return element == null ? this : putType(element);
  }

  /** A canonical value of a type, or null. */
  public RecordWriter putValue(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return putVarint(0);
    }
    single.reset();
    single.putValue(type, value);
    buffer.putVarint(single.length() + 1L);
    buffer.putRaw(single.bytes(), 0, single.length());
    return this;
  }

  /** A copy of the record. */
  public byte[] toBytes() {
    return buffer.toBytes();
  }
}
