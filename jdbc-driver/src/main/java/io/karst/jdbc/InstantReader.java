package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.ZonedValues;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * TIMESTAMPTZ: microseconds since the epoch. As a date or time without zone it is what the clock
 * showed in the JVM's default zone, as JDBC has it for {@link java.sql.Timestamp}.
 */
final class InstantReader extends ColumnReader {
  private final ZonedValues values;

  InstantReader(ColumnType type, ZonedValues values) {
    super(type);
    this.values = values;
  }

  @Override
  Object toObject(Object value) {
    return utc(value);
  }

  @Override
  String toText(Object value) {
    return values.format(type, value);
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
    return utc(value).atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
  }

  @Override
  OffsetDateTime toOffsetDateTime(Object value, ZoneId zone) {
    return utc(value);
  }

  private static OffsetDateTime utc(Object value) {
    return TemporalValues.dateTime((Long) value).atOffset(ZoneOffset.UTC);
  }
}
