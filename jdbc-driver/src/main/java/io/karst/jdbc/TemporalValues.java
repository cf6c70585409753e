package io.karst.jdbc;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Between canonical numbers, java.time and the old java.sql classes. */
final class TemporalValues {
  private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);
  private static final long MICROS = 1_000_000;

  private TemporalValues() {}

  static LocalDateTime dateTime(long epochMicros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(epochMicros, MICROS),
        (int) Math.floorMod(epochMicros, MICROS) * 1000,
        ZoneOffset.UTC);
  }

  /** The time on the first day of the epoch in the JVM's zone, milliseconds kept. */
  static Time time(LocalTime value) {
    return new Time(Timestamp.valueOf(value.atDate(EPOCH)).getTime());
  }

  static LocalTime localTime(Time value) {
    return new Timestamp(value.getTime()).toLocalDateTime().toLocalTime();
  }

  static Date date(LocalDate value, @Nullable Calendar calendar) {
    return calendar == null
        ? Date.valueOf(value)
        : new Date(millis(value.atStartOfDay(), zone(calendar)));
  }

  static Time time(LocalTime value, @Nullable Calendar calendar) {
    return calendar == null ? time(value) : new Time(millis(value.atDate(EPOCH), zone(calendar)));
  }

  static Timestamp timestamp(LocalDateTime value, @Nullable Calendar calendar) {
    return calendar == null
        ? Timestamp.valueOf(value)
        : Timestamp.from(value.atZone(zone(calendar)).toInstant());
  }

  /** What the clock shows at this moment in the calendar's zone; null = the JVM's zone. */
  @SuppressWarnings("JavaUtilDate") // JDBC is made of it
  static LocalDateTime wallClock(java.util.Date moment, @Nullable Calendar calendar) {
    Instant instant =
        moment instanceof Timestamp timestamp
            ? timestamp.toInstant()
            : Instant.ofEpochMilli(moment.getTime());
    return LocalDateTime.ofInstant(instant, zone(calendar));
  }

  static ZoneId zone(@Nullable Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  private static long millis(LocalDateTime value, ZoneId zone) {
    return value.atZone(zone).toInstant().toEpochMilli();
  }
}
