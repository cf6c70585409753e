package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Interval;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;

/**
 * Intervals, whose object is an {@link Interval}; a {@link Period} or {@link Duration} if one of
 * them holds all of it.
 */
final class IntervalReader extends ColumnReader {

  IntervalReader(ColumnType type) {
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

  /** Years, months and days. */
  @Override
  Period toPeriod(Object value) throws SQLException {
    Interval interval = (Interval) value;
    if (interval.micros() != 0) {
      throw refuse("a Period: it has a time");
    }
    return Period.of(interval.months() / 12, interval.months() % 12, interval.days());
  }

  /** The time; days have 24 hours. */
  @Override
  Duration toDuration(Object value) throws SQLException {
    Interval interval = (Interval) value;
    if (interval.months() != 0) {
      throw refuse("a Duration: it has months");
    }
    return Duration.ofDays(interval.days()).plus(interval.micros(), ChronoUnit.MICROS);
  }
}
