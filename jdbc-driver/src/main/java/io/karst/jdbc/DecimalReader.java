package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;

/** DECIMAL and NUMERIC. */
final class DecimalReader extends ColumnReader {

  DecimalReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return value;
  }

  @Override
  String toText(Object value) {
    return ((BigDecimal) value).toPlainString();
  }

  /** Cuts off the fraction. */
  @Override
  long toLong(Object value) throws SQLException {
    return longOf((BigDecimal) value);
  }

  @Override
  double toDouble(Object value) {
    return ((BigDecimal) value).doubleValue();
  }

  @Override
  BigDecimal toDecimal(Object value) {
    return (BigDecimal) value;
  }

  @Override
  boolean toBoolean(Object value) {
    return ((BigDecimal) value).signum() != 0;
  }

  static long longOf(BigDecimal value) throws SQLException {
    BigInteger whole = value.toBigInteger();
    if (whole.bitLength() > 63) {
      throw SqlErrors.outOfRange(value.toPlainString(), "bigint");
    }
    return whole.longValue();
  }
}
