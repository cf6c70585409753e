package io.karst.jdbc;

import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;

/** SMALLINT, INTEGER and BIGINT. */
final class IntegerReader extends ColumnReader {

  IntegerReader(ColumnType type) {
    super(type);
  }

  @Override
  long readLong(RowCursor rows, int position) {
    return rows.getLong(position);
  }

  @Override
  double readDouble(RowCursor rows, int position) {
    return rows.getLong(position);
  }

  /** SMALLINT is an Integer, as JDBC's table B-3 has it. */
  @Override
  Object toObject(Object value) {
    return type.kind() == TypeKind.SMALLINT ? (Object) ((Number) value).intValue() : value;
  }

  @Override
  String toText(Object value) {
    return value.toString();
  }

  @Override
  long toLong(Object value) {
    return ((Number) value).longValue();
  }

  @Override
  double toDouble(Object value) {
    return ((Number) value).doubleValue();
  }

  @Override
  BigDecimal toDecimal(Object value) {
    return BigDecimal.valueOf(((Number) value).longValue());
  }

  @Override
  boolean toBoolean(Object value) {
    return ((Number) value).longValue() != 0;
  }
}
