package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** TIMESTAMP: microseconds since 1970-01-01 00:00 on the wall clock. */
final class TimestampReader extends ColumnReader {

  TimestampReader(ColumnType type) {
    super(type);
  }

  @Override
  Object toObject(Object value) {
    return Timestamp.valueOf(toDateTime(value));
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }

  @Override
  LocalDate toDate(Object value) {
    return toDateTime(value).toLocalDate();
  }

  @Override
  LocalTime toTime(Object value) {
    return toDateTime(value).toLocalTime();
  }

  @Override
  LocalDateTime toDateTime(Object value) {
    return TemporalValues.dateTime((Long) value);
  }
}
