package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.apache.calcite.DataContext;

/**
 * PostgreSQL's date and time functions. Dates are epoch days, timestamps epoch milliseconds, times
 * milliseconds of the day, intervals milliseconds.
 */
public final class TimeFunctions {
  private static final long DAY = 86_400_000L;

  private TimeFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        TimeFunctions.class,
        "now():timestamptz",
        "now",
        "transaction_timestamp():timestamptz",
        "now",
        "statement_timestamp():timestamptz",
        "now",
        "!clock_timestamp():timestamptz",
        "clock",
        "date_trunc(text,timestamp):timestamp",
        "trunc",
        "date_trunc(text,timestamptz):timestamptz",
        "trunc",
        "extract_field(text,timestamp):numeric",
        "extract",
        "extract_field(text,timestamptz):numeric",
        "extract",
        "extract_field(text,date):numeric",
        "extractFromDate",
        "extract_field(text,time):numeric",
        "extractFromTime",
        "extract_field(text,interval):numeric",
        "extractFromInterval",
        "date_part(text,timestamp):float8",
        "part",
        "date_part(text,timestamptz):float8",
        "part",
        "date_part(text,date):float8",
        "partOfDate",
        "make_date(int4,int4,int4):date",
        "makeDate",
        "make_timestamp(int4,int4,int4,int4,int4,float8):timestamp",
        "makeTimestamp",
        "make_time(int4,int4,float8):time",
        "makeTime",
        "to_timestamp(float8):timestamptz",
        "fromEpoch",
        "to_timestamp(text,text):timestamptz",
        "parseTimestamp",
        "to_date(text,text):date",
        "parseDate",
        "to_char(timestamp,text):text",
        "format",
        "to_char(timestamptz,text):text",
        "format",
        "to_char(date,text):text",
        "formatDate",
        "to_char(numeric,text):text",
        "formatNumber",
        "age(timestamp,timestamp):interval",
        "age",
        "date_bin(interval,timestamp,timestamp):timestamp",
        "bin",
        "time_bucket(interval,timestamp):timestamp",
        "bucket",
        "isfinite(timestamp):bool",
        "isFinite",
        "date_add_days(date,int4):date",
        "addDays",
        "date_subtract_days(date,int4):date",
        "subtractDays",
        "date_difference(date,date):int4",
        "difference");
  }

  static LocalDateTime local(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1000L),
        (int) Math.floorMod(millis, 1000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  public static long now(DataContext context) {
    return (Long) context.get(DataContext.Variable.CURRENT_TIMESTAMP.camelName);
  }

  public static long clock() {
    return Instant.now().toEpochMilli();
  }

  public static long trunc(String unit, long timestamp) {
    LocalDateTime t = local(timestamp);
    LocalDate first = LocalDate.of(t.getYear(), 1, 1);
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "millisecond", "milliseconds", "microseconds" -> timestamp;
      case "second" -> millis(t.truncatedTo(ChronoUnit.SECONDS));
      case "minute" -> millis(t.truncatedTo(ChronoUnit.MINUTES));
      case "hour" -> millis(t.truncatedTo(ChronoUnit.HOURS));
      case "day" -> millis(t.truncatedTo(ChronoUnit.DAYS));
      case "week" -> start(t.toLocalDate().minusDays(t.getDayOfWeek().getValue() - 1L));
      case "month" -> start(t.toLocalDate().withDayOfMonth(1));
      case "quarter" -> start(first.plusMonths((t.getMonthValue() - 1) / 3 * 3L));
      case "year" -> start(first);
      case "decade" -> start(first.withYear(Math.floorDiv(t.getYear(), 10) * 10));
      case "century" -> start(first.withYear(Math.floorDiv(t.getYear() - 1, 100) * 100 + 1));
      case "millennium" -> start(first.withYear(Math.floorDiv(t.getYear() - 1, 1000) * 1000 + 1));
      default -> throw unknownUnit(unit, "timestamp");
    };
  }

  private static long start(LocalDate date) {
    return date.toEpochDay() * DAY;
  }

  private static KarstException unknownUnit(String unit, String type) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "unit \"" + unit + "\" not recognized for type " + type);
  }

  public static BigDecimal extractFromDate(String field, int date) {
    return extract(field, date * DAY);
  }

  public static BigDecimal extractFromTime(String field, int time) {
    return extract(field, (long) time);
  }

  /** A field of an interval of days and smaller; days are not folded into months. */
  public static BigDecimal extractFromInterval(String field, long interval) {
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "epoch" -> BigDecimal.valueOf(interval, 3);
      case "day", "days" -> BigDecimal.valueOf(interval / DAY);
      case "hour" -> BigDecimal.valueOf(interval % DAY / 3_600_000);
      case "minute" -> BigDecimal.valueOf(interval % 3_600_000 / 60_000);
      case "second" -> BigDecimal.valueOf(interval % 60_000, 3);
      case "millisecond", "milliseconds" -> BigDecimal.valueOf(interval % 60_000);
      default -> throw unknownUnit(field, "interval");
    };
  }

  public static BigDecimal extract(String field, long timestamp) {
    LocalDateTime t = local(timestamp);
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "epoch" -> BigDecimal.valueOf(timestamp, 3);
      case "second" -> BigDecimal.valueOf(Math.floorMod(timestamp, 60_000L), 3);
      case "millisecond", "milliseconds" -> BigDecimal.valueOf(Math.floorMod(timestamp, 60_000L));
      case "microsecond", "microseconds" ->
          BigDecimal.valueOf(Math.floorMod(timestamp, 60_000L) * 1000);
      case "minute" -> BigDecimal.valueOf(t.getMinute());
      case "hour" -> BigDecimal.valueOf(t.getHour());
      case "day" -> BigDecimal.valueOf(t.getDayOfMonth());
      default -> BigDecimal.valueOf(calendarField(field, t));
    };
  }

  private static long calendarField(String field, LocalDateTime t) {
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "dow" -> t.getDayOfWeek().getValue() % 7;
      case "isodow" -> t.getDayOfWeek().getValue();
      case "doy" -> t.getDayOfYear();
      case "week" -> t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "isoyear" -> t.get(IsoFields.WEEK_BASED_YEAR);
      case "month" -> t.getMonthValue();
      case "quarter" -> (t.getMonthValue() + 2L) / 3;
      case "year" -> t.getYear();
      case "decade" -> Math.floorDiv(t.getYear(), 10);
      case "century" -> Math.floorDiv(t.getYear() - 1, 100) + 1L;
      case "millennium" -> Math.floorDiv(t.getYear() - 1, 1000) + 1L;
      default -> throw unknownUnit(field, "timestamp");
    };
  }

  public static double part(String field, long timestamp) {
    return extract(field, timestamp).doubleValue();
  }

  public static double partOfDate(String field, int date) {
    return extractFromDate(field, date).doubleValue();
  }

  public static int makeDate(int year, int month, int day) {
    try {
      return (int) LocalDate.of(year, month, day).toEpochDay();
    } catch (DateTimeException e) {
      throw outOfRange("date", year + "-" + month + "-" + day);
    }
  }

  public static long makeTimestamp(
      int year, int month, int day, int hour, int minute, double second) {
    return makeDate(year, month, day) * DAY + makeTime(hour, minute, second);
  }

  public static int makeTime(int hour, int minute, double second) {
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      throw outOfRange("time", hour + ":" + minute + ":" + second);
    }
    return (hour * 60 + minute) * 60_000 + (int) Math.round(second * 1000);
  }

  static KarstException outOfRange(String type, String value) {
    return new KarstException(
        ErrorCode.DATETIME_OVERFLOW, type + " field value out of range: " + value);
  }

  public static long fromEpoch(double seconds) {
    return Math.round(seconds * 1000);
  }

  public static long parseTimestamp(String text, String format) {
    return millis(TimeFormat.parse(text, format));
  }

  public static int parseDate(String text, String format) {
    return (int) TimeFormat.parse(text, format).toLocalDate().toEpochDay();
  }

  public static String format(long timestamp, String format) {
    return TimeFormat.format(local(timestamp), format);
  }

  public static String formatDate(int date, String format) {
    return format(date * DAY, format);
  }

  public static String formatNumber(BigDecimal number, String format) {
    return NumberFormat.format(number, format);
  }

  /** The difference in days and less (months are not split off in this version). */
  public static long age(long later, long earlier) {
    return later - earlier;
  }

  public static long bin(long stride, long timestamp, long origin) {
    if (stride <= 0) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "stride must be greater than zero");
    }
    return origin + Math.floorDiv(timestamp - origin, stride) * stride;
  }

  public static long bucket(long width, long timestamp) {
    return bin(width, timestamp, 0);
  }

  public static boolean isFinite(long timestamp) {
    return true;
  }

  public static int addDays(int date, int days) {
    return Math.addExact(date, days);
  }

  public static int subtractDays(int date, int days) {
    return Math.subtractExact(date, days);
  }

  public static int difference(int later, int earlier) {
    return later - earlier;
  }
}
