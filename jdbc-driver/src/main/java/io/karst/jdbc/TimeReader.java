package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** TIME: microseconds of the day. */
final class TimeReader extends ColumnReader {
  private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  TimeReader(ColumnType type) {
    super(type);
  }

  /** Milliseconds are kept, unlike with {@code Time.valueOf}. */
  @Override
  Object toObject(Object value) {
    return TemporalValues.time(toTime(value));
  }

  @Override
  String toText(Object value) {
    return Values.format(type, value);
  }

  /** The end of the day, 24:00, is its last moment: Java's times end before. */
  @Override
  LocalTime toTime(Object value) {
    long micros = (Long) value;
    return micros == MICROS_PER_DAY ? LocalTime.MAX : LocalTime.ofNanoOfDay(micros * 1000);
  }

  @Override
  LocalDateTime toDateTime(Object value) {
    return toTime(value).atDate(EPOCH);
  }
}
