package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;

/** BYTEA; text is PostgreSQL's hexadecimal form. */
final class BinaryReader extends ColumnReader {

  BinaryReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return ((byte[]) value).clone();
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }

  @Override
  byte[] toBytes(Object value) {
    return ((byte[]) value).clone();
  }
}
