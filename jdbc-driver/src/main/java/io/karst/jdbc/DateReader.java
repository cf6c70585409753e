package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** DATE: days since 1970-01-01. */
final class DateReader extends ColumnReader {

  DateReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return java.sql.Date.valueOf(toDate(value));
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }

  @Override
  LocalDate toDate(Object value) {
    return LocalDate.ofEpochDay((Integer) value);
  }

  @Override
  LocalDateTime toDateTime(Object value) {
    return toDate(value).atStartOfDay();
  }
}
