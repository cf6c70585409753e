package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import java.math.BigDecimal;

/** BOOLEAN; as a number, true is 1. */
final class BooleanReader extends ColumnReader {

  BooleanReader(ColumnType type) {
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
  long toLong(Object value) {
    return (Boolean) value ? 1 : 0;
  }

  @Override
  double toDouble(Object value) {
    return (Boolean) value ? 1 : 0;
  }

  @Override
  BigDecimal toDecimal(Object value) {
    return (Boolean) value ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  @Override
  boolean toBoolean(Object value) {
    return (Boolean) value;
  }
}
