package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import java.nio.ByteBuffer;
import java.util.UUID;

/** UUID; as bytes, the 16 of RFC 9562. */
final class UuidReader extends ColumnReader {

  UuidReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return value;
  }

  @Override
  String toText(Object value) {
    return value.toString();
  }

  @Override
  UUID toUuid(Object value) {
    return (UUID) value;
  }

  @Override
  byte[] toBytes(Object value) {
    UUID uuid = (UUID) value;
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
