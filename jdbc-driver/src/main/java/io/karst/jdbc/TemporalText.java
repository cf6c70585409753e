package io.karst.jdbc;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Timestamps as text: a space or a T between date and time, an offset or none. */
final class TemporalText {
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("[[ ]['T'][HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .appendPattern("[ ][XXX][XX][X]]]")
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
          .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
          .toFormatter(java.util.Locale.ROOT);

  private TemporalText() {}

  /** The wall-clock part; an offset is ignored. */
  static LocalDateTime dateTime(String text) {
    return LocalDateTime.from(DATE_TIME.parse(text));
  }

  /** The point in time; without an offset, {@code zone} says where. */
  static OffsetDateTime offsetDateTime(String text, ZoneId zone) {
    TemporalAccessor parsed = DATE_TIME.parse(text);
    return parsed.query(TemporalQueries.offset()) == null
        ? LocalDateTime.from(parsed).atZone(zone).toOffsetDateTime()
        : OffsetDateTime.from(parsed);
  }

  /** The text that a column of type text gets for a normalized date, time or moment. */
  static String format(Object value) {
    if (value instanceof LocalDateTime dateTime) {
      return format(dateTime);
    }
    if (value instanceof LocalTime time) {
      return format(time);
    }
    if (value instanceof OffsetDateTime moment) {
      return format(moment.toLocalDateTime()) + offset(moment.getOffset());
    }
    return value instanceof Instant instant
        ? format(instant.atOffset(ZoneOffset.UTC))
        : value.toString();
  }

  /** {@code +00}, {@code +05:30}: minutes and seconds only where there are some. */
  private static String offset(ZoneOffset offset) {
    if (offset.getTotalSeconds() == 0) {
      return "+00";
    }
    String id = offset.getId();
    return id.endsWith(":00") ? id.substring(0, id.length() - 3) : id;
  }

  /** {@code 2024-02-29 13:05:00.25}: the fraction without trailing zeros. */
  static String format(LocalDateTime value) {
    StringBuilder text = new StringBuilder(26);
    appendDate(text, value.toLocalDate());
    text.append(' ');
    appendTime(text, value.toLocalTime());
    return text.toString();
  }

  static String format(LocalTime value) {
    StringBuilder text = new StringBuilder(15);
    appendTime(text, value);
    return text.toString();
  }

  private static void appendDate(StringBuilder text, LocalDate date) {
    text.append(date);
  }

  private static void appendTime(StringBuilder text, LocalTime time) {
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    two(text, time.getSecond());
    int micros = time.getNano() / 1000;
    if (micros == 0) {
      return;
    }
    text.append('.');
    for (int unit = 100_000; micros > 0; unit /= 10) {
      text.append((char) ('0' + micros / unit));
      micros %= unit;
    }
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
