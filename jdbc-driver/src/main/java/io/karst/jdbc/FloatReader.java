package io.karst.jdbc;

import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.sql.SQLException;

/** REAL and DOUBLE. */
final class FloatReader extends ColumnReader {
  /** 2^63; the first double above every long. */
  private static final double LONG_END = 0x1.0p63;

  FloatReader(ColumnType type) {
    super(type);
  }

  @Override
  long readLong(RowCursor rows, int position) throws SQLException {
    return toLong(rows.getDouble(position));
  }

  @Override
  double readDouble(RowCursor rows, int position) {
    return rows.getDouble(position);
  }

  @Override
  Object toObject(Object value) {
    return value;
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }

  /** Cuts off the fraction, as Java does. */
  @Override
  long toLong(Object value) throws SQLException {
    return toLong(((Number) value).doubleValue());
  }

  @Override
  double toDouble(Object value) {
    return ((Number) value).doubleValue();
  }

  @Override
  BigDecimal toDecimal(Object value) throws SQLException {
    double number = ((Number) value).doubleValue();
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw SqlErrors.outOfRange(value, "numeric");
    }
    return type.kind() == TypeKind.REAL
        ? new BigDecimal(value.toString())
        : BigDecimal.valueOf(number);
  }

  @Override
  boolean toBoolean(Object value) {
    return ((Number) value).doubleValue() != 0;
  }

  private static long toLong(double number) throws SQLException {
    if (!(number >= -LONG_END && number < LONG_END)) {
      throw SqlErrors.outOfRange(number, "bigint");
    }
    return (long) number;
  }
}
