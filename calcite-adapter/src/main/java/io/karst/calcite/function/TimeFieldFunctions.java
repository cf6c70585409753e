package io.karst.calcite.function;

import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Fields of dates and times, and times cut to fields; those of instants on the clocks of the
 * session's zone.
 */
public final class TimeFieldFunctions {
  private static final long SECOND = 1_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = TimeCasts.DAY;
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int JULIAN_DIGITS = 20;

  private TimeFieldFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        TimeFieldFunctions.class,
        "date_trunc(text,timestamp):timestamp",
        "trunc",
        "date_trunc(text,date):timestamptz",
        "truncDate",
        "date_trunc(text,time):interval",
        "truncTime",
        "date_trunc(text,timestamptz):timestamptz",
        "truncInstant",
        "date_trunc(text,timestamptz,text):timestamptz",
        "truncInstant",
        "extract_field(text,timestamp):numeric",
        "extract",
        "extract_field(text,timestamptz):numeric",
        "extractFromInstant",
        "extract_field(text,date):numeric",
        "extractFromDate",
        "extract_field(text,time):numeric",
        "extractFromTime",
        "date_part(text,timestamp):float8",
        "part",
        "date_part(text,timestamptz):float8",
        "partOfInstant",
        "date_part(text,date):float8",
        "partOfDate",
        "date_part(text,time):float8",
        "partOfTime");
  }

  public static long trunc(String unit, long timestamp) {
    return trunc(unit, timestamp, "timestamp without time zone");
  }

  /** A time is an interval there, as in PostgreSQL. */
  public static Interval truncTime(String unit, long time) {
    return IntervalFunctions.truncate(unit, new Interval(0, 0, time));
  }

  private static long trunc(String unit, long timestamp, String type) {
    LocalDateTime t = TimeFunctions.local(timestamp);
    LocalDate first = LocalDate.of(t.getYear(), 1, 1);
    return switch (TimeFields.canonical(unit)) {
      case "microsecond" -> timestamp;
      case "millisecond" -> Math.floorDiv(timestamp, 1000L) * 1000L;
      case "second" -> TimeFunctions.micros(t.truncatedTo(ChronoUnit.SECONDS));
      case "minute" -> TimeFunctions.micros(t.truncatedTo(ChronoUnit.MINUTES));
      case "hour" -> TimeFunctions.micros(t.truncatedTo(ChronoUnit.HOURS));
      case "day" -> TimeFunctions.micros(t.truncatedTo(ChronoUnit.DAYS));
      case "week" -> start(t.toLocalDate().minusDays(t.getDayOfWeek().getValue() - 1L));
      case "month" -> start(t.toLocalDate().withDayOfMonth(1));
      case "quarter" -> start(first.plusMonths((t.getMonthValue() - 1) / 3 * 3L));
      case "year" -> start(first);
      case "decade" -> start(first.withYear(Math.floorDiv(t.getYear(), 10) * 10));
      case "century" -> start(first.withYear(Math.floorDiv(t.getYear() - 1, 100) * 100 + 1));
      case "millennium" -> start(first.withYear(Math.floorDiv(t.getYear() - 1, 1000) * 1000 + 1));
      default -> throw TimeFields.unsupported(unit, type);
    };
  }

  private static long start(LocalDate date) {
    return date.toEpochDay() * DAY;
  }

  public static long truncDate(DataContext context, String unit, int date) {
    return truncInstant(context, unit, TimeCasts.instantOfDate(context, date));
  }

  public static long truncInstant(DataContext context, String unit, long instant) {
    return truncInstant(TimeCasts.zone(context), unit, instant);
  }

  public static long truncInstant(String unit, long instant, String zone) {
    return truncInstant(TimeZones.of(zone), unit, instant);
  }

  private static long truncInstant(ZoneId zone, String unit, long instant) {
    long local = trunc(unit, TimeCasts.toLocal(zone, instant), "timestamp with time zone");
    return TimeCasts.toInstant(zone, local);
  }

  public static BigDecimal extract(String field, long timestamp) {
    String name = TimeFields.canonical(field);
    BigDecimal value = field(name, timestamp);
    if (value == null) {
      throw TimeFields.unsupported(field, "timestamp without time zone");
    }
    return value;
  }

  /** A field of a wall clock; null if it has none of that name. */
  private static @Nullable BigDecimal field(String name, long timestamp) {
    long micros = Math.floorMod(timestamp, MINUTE);
    return switch (name) {
      case "epoch" -> BigDecimal.valueOf(timestamp, 6);
      case "second" -> BigDecimal.valueOf(micros, 6);
      case "millisecond" -> BigDecimal.valueOf(micros, 3);
      case "microsecond" -> BigDecimal.valueOf(micros);
      case "minute" -> BigDecimal.valueOf(Math.floorMod(timestamp, 60 * MINUTE) / MINUTE);
      case "hour" -> BigDecimal.valueOf(Math.floorMod(timestamp, DAY) / (60 * MINUTE));
      case "julian" ->
          BigDecimal.valueOf(timestamp)
              .divide(BigDecimal.valueOf(DAY), JULIAN_DIGITS, RoundingMode.HALF_UP)
              .add(BigDecimal.valueOf(JULIAN_DAY_OF_EPOCH));
      default -> dateField(name, LocalDate.ofEpochDay(Math.floorDiv(timestamp, DAY)));
    };
  }

  /** Years before the first one are counted from -1 down. */
  private static @Nullable BigDecimal dateField(String name, LocalDate date) {
    int year = date.getYear();
    return switch (name) {
      case "day" -> BigDecimal.valueOf(date.getDayOfMonth());
      case "dow" -> BigDecimal.valueOf(date.getDayOfWeek().getValue() % 7);
      case "isodow" -> BigDecimal.valueOf(date.getDayOfWeek().getValue());
      case "doy" -> BigDecimal.valueOf(date.getDayOfYear());
      case "week" -> BigDecimal.valueOf(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case "isoyear" -> BigDecimal.valueOf(shown(date.get(IsoFields.WEEK_BASED_YEAR)));
      case "month" -> BigDecimal.valueOf(date.getMonthValue());
      case "quarter" -> BigDecimal.valueOf((date.getMonthValue() + 2) / 3);
      case "year" -> BigDecimal.valueOf(shown(year));
      case "decade" -> BigDecimal.valueOf(Math.floorDiv(year, 10));
      case "century" -> BigDecimal.valueOf(shown(Math.floorDiv(year - 1, 100) + 1));
      case "millennium" -> BigDecimal.valueOf(shown(Math.floorDiv(year - 1, 1000) + 1));
      default -> null;
    };
  }

  private static int shown(int year) {
    return year > 0 ? year : year - 1;
  }

  public static BigDecimal extractFromInstant(DataContext context, String field, long instant) {
    ZoneId zone = TimeCasts.zone(context);
    String name = TimeFields.canonical(field);
    if (name.equals("epoch")) {
      return BigDecimal.valueOf(instant, 6);
    }
    int offset =
        zone.getRules()
            .getOffset(Instant.ofEpochSecond(Math.floorDiv(instant, SECOND)))
            .getTotalSeconds();
    BigDecimal value =
        switch (name) {
          case "timezone" -> BigDecimal.valueOf(offset);
          case "timezone_hour" -> BigDecimal.valueOf(offset / 3600);
          case "timezone_minute" -> BigDecimal.valueOf(offset / 60 % 60);
          default -> field(name, TimeCasts.toLocal(zone, instant));
        };
    if (value == null) {
      throw TimeFields.unsupported(field, "timestamp with time zone");
    }
    return value;
  }

  public static BigDecimal extractFromDate(String field, int date) {
    String name = TimeFields.canonical(field);
    BigDecimal value =
        switch (name) {
          case "epoch" -> BigDecimal.valueOf(date * 86_400L);
          case "julian" -> BigDecimal.valueOf(date + JULIAN_DAY_OF_EPOCH);
          default -> dateField(name, LocalDate.ofEpochDay(date));
        };
    if (value == null) {
      throw TimeFields.unsupported(field, "date");
    }
    return value;
  }

  public static BigDecimal extractFromTime(String field, long micros) {
    return switch (TimeFields.canonical(field)) {
      case "epoch" -> BigDecimal.valueOf(micros, 6);
      case "second" -> BigDecimal.valueOf(micros % MINUTE, 6);
      case "millisecond" -> BigDecimal.valueOf(micros % MINUTE, 3);
      case "microsecond" -> BigDecimal.valueOf(micros % MINUTE);
      case "minute" -> BigDecimal.valueOf(micros / MINUTE % 60);
      case "hour" -> BigDecimal.valueOf(micros / MINUTE / 60);
      default -> throw TimeFields.unsupported(field, "time without time zone");
    };
  }

  public static double part(String field, long timestamp) {
    return extract(field, timestamp).doubleValue();
  }

  public static double partOfInstant(DataContext context, String field, long instant) {
    return extractFromInstant(context, field, instant).doubleValue();
  }

  /** That of its midnight, as PostgreSQL has it. */
  public static double partOfDate(String field, int date) {
    return part(field, date * DAY);
  }

  public static double partOfTime(String field, long time) {
    return extractFromTime(field, time).doubleValue();
  }
}
