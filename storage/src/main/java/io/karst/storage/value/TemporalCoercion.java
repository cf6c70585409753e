package io.karst.storage.value;

import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Java objects to canonical dates, times and intervals. Classes of an instant become a wall clock
 * in UTC; java.util.Date and java.sql classes, which mean a wall clock, in the JVM's zone.
 */
// java.util.Date is what JDBC programs bind; days of a Period are asked for beside its months.
@SuppressWarnings({"JavaUtilDate", "JavaPeriodGetDays"})
final class TemporalCoercion {
  private TemporalCoercion() {}

  static int toDate(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return new DatetimeParser(type, text.toString()).date();
    }
    long day;
    if (value instanceof Integer number) {
      day = number;
    } else if (value instanceof LocalDate date) {
      day = date.toEpochDay();
    } else {
      day = dateTime(type, value).toLocalDate().toEpochDay();
    }
    if (day < CivilDate.DAY_MIN || day > CivilDate.DAY_MAX) {
      throw ValueErrors.datetimeOverflow(value.toString());
    }
    return (int) day;
  }

  static long toTime(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return new DatetimeParser(type, text.toString()).time();
    }
    long micros;
    if (value instanceof Long number) {
      micros = number;
    } else if (value instanceof LocalTime time) {
      micros = (time.toNanoOfDay() + 500) / 1000;
    } else if (value instanceof OffsetTime time) {
      micros = (time.toLocalTime().toNanoOfDay() + 500) / 1000;
    } else if (value instanceof Time time) {
      LocalTime local = new Timestamp(time.getTime()).toLocalDateTime().toLocalTime();
      micros = local.toNanoOfDay() / 1000;
    } else if (value instanceof LocalDate || value instanceof java.sql.Date) {
      throw ValueErrors.wrongClass(type, value);
    } else {
      micros = (dateTime(type, value).toLocalTime().toNanoOfDay() + 500) / 1000;
    }
    if (micros < 0 || micros > CivilDate.MICROS_PER_DAY) {
      throw ValueErrors.datetimeOverflow(value.toString());
    }
    return CivilDate.roundTimeOfDay(micros, type.precision());
  }

  static long toTimestamp(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return new DatetimeParser(type, text.toString()).timestamp();
    }
    if (value instanceof Long micros) {
      return checked(type, micros, value);
    }
    return checked(type, micros(dateTime(type, value).toInstant(ZoneOffset.UTC)), value);
  }

  static long toTimestampTz(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return new DatetimeParser(type, text.toString()).timestampTz(ZoneOffset.UTC);
    }
    if (value instanceof Long micros) {
      return checked(type, micros, value);
    }
    if (value instanceof Timestamp timestamp) {
      return checked(type, micros(timestamp.toInstant()), value);
    }
    if (value instanceof Date date) {
      return checked(type, date.getTime() * 1000, value);
    }
    return checked(type, micros(dateTime(type, value).toInstant(ZoneOffset.UTC)), value);
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * CivilDate.MICROS_PER_SECOND
        + (instant.getNano() + 500) / 1000;
  }

  private static long checked(ColumnType type, long micros, Object value) {
    if (!CivilDate.isTimestampInRange(micros)) {
      throw ValueErrors.datetimeOverflow(value.toString());
    }
    return CivilDate.roundTimestamp(micros, type.precision());
  }

  private static LocalDateTime dateTime(ColumnType type, Object value) {
    LocalDateTime result = dateTimeOrNull(value);
    if (result == null) {
      throw ValueErrors.wrongClass(type, value);
    }
    return result;
  }

  private static @Nullable LocalDateTime dateTimeOrNull(Object value) {
    if (value instanceof LocalDateTime local) {
      return local;
    }
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime();
    }
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime zoned) {
      return LocalDateTime.ofInstant(zoned.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof ZonedDateTime zoned) {
      return LocalDateTime.ofInstant(zoned.toInstant(), ZoneOffset.UTC);
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate().atStartOfDay();
    }
    if (value instanceof Date date && !(value instanceof Time)) {
      return LocalDateTime.ofInstant(date.toInstant(), ZoneId.systemDefault());
    }
    return null;
  }

  static Interval toInterval(ColumnType type, Object value) {
    if (value instanceof CharSequence text) {
      return new IntervalParser(type, text.toString()).parse();
    }
    return IntervalFields.of(type).restrict(interval(type, value), type.precision());
  }

  @SuppressWarnings("JavaPeriodGetDays") // beside the months
  private static Interval interval(ColumnType type, Object value) {
    if (value instanceof Interval interval) {
      return interval;
    }
    try {
      if (value instanceof Duration duration) {
        return new Interval(
            0,
            0,
            Math.addExact(
                Math.multiplyExact(duration.getSeconds(), CivilDate.MICROS_PER_SECOND),
                (duration.getNano() + 500) / 1000));
      }
      if (value instanceof Period period) {
        return new Interval(Math.toIntExact(period.toTotalMonths()), period.getDays(), 0);
      }
    } catch (ArithmeticException e) {
      throw ValueErrors.datetimeOverflow(value.toString());
    }
    throw ValueErrors.wrongClass(type, value);
  }
}
