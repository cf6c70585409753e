package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.calcite.DataContext;

/**
 * PostgreSQL's date and time functions. Dates are epoch days, timestamps epoch microseconds, times
 * and intervals microseconds.
 */
public final class TimeFunctions {
  private static final long DAY = TimeCasts.DAY;
  private static final long MINUTE = 60_000_000L;
  private static final long SECOND = 1_000_000L;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private TimeFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        TimeFunctions.class,
        "now():timestamptz",
        "now",
        "current_timestamp():timestamptz",
        "now",
        "localtimestamp():timestamp",
        "localTimestamp",
        "current_time():time",
        "localTime",
        "localtime():time",
        "localTime",
        "current_date():date",
        "currentDate",
        "current_timestamp(int4):timestamptz",
        "now",
        "localtimestamp(int4):timestamp",
        "localTimestamp",
        "current_time(int4):time",
        "localTime",
        "localtime(int4):time",
        "localTime",
        "transaction_timestamp():timestamptz",
        "now",
        "statement_timestamp():timestamptz",
        "now",
        "!clock_timestamp():timestamptz",
        "clock");
    registerMaking(table);
  }

  /** Times from numbers and text, text from times, and arithmetic. */
  private static void registerMaking(FunctionTable table) {
    table.add(
        TimeFunctions.class,
        "make_date(int4,int4,int4):date",
        "makeDate",
        "make_timestamp(int4,int4,int4,int4,int4,float8):timestamp",
        "makeTimestamp",
        "make_time(int4,int4,float8):time",
        "makeTime",
        "to_timestamp(float8):timestamptz",
        "fromEpoch",
        "to_timestamp(text,text):timestamptz",
        "parseInstant",
        "make_timestamptz(int4,int4,int4,int4,int4,float8):timestamptz",
        "makeInstant",
        "make_timestamptz(int4,int4,int4,int4,int4,float8,text):timestamptz",
        "makeInstant",
        "!timeofday():text",
        "timeOfDay",
        "to_date(text,text):date",
        "parseDate",
        "to_char(interval,text):text",
        "formatInterval",
        "to_char(timestamp,text):text",
        "format",
        "to_char(timestamptz,text):text",
        "formatInstant",
        "to_char(date,text):text",
        "formatDate",
        "to_char(numeric,text):text",
        "formatNumber",
        "to_number(text,text):numeric",
        "parseNumber",
        "date_bin(interval,timestamp,timestamp):timestamp",
        "bin",
        "time_bucket(interval,timestamp):timestamp",
        "bucket",
        "timestamp_plus(text,int8,timestamp):timestamp",
        "plusUnits",
        "timestamp_between(text,timestamp,timestamp):int4",
        "unitsBetween",
        "date_bin(interval,timestamptz,timestamptz):timestamptz",
        "bin",
        "isfinite(timestamp):bool",
        "isFinite",
        "date_add_days(date,int4):date",
        "addDays",
        "date_subtract_days(date,int4):date",
        "subtractDays",
        "date_difference(date,date):int4",
        "difference");
  }

  static LocalDateTime local(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
  }

  static long micros(LocalDateTime time) {
    return micros(time.toInstant(ZoneOffset.UTC));
  }

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 1000);
  }

  public static long now(DataContext context) {
    return SessionFunctions.context(context).statementMicros();
  }

  public static long now(DataContext context, int digits) {
    return TimeCasts.round(now(context), digits);
  }

  public static long localTimestamp(DataContext context, int digits) {
    return TimeCasts.round(localTimestamp(context), digits);
  }

  public static long localTime(DataContext context, int digits) {
    return TimeCasts.timeOfTimestamp(localTimestamp(context, digits));
  }

  public static long localTimestamp(DataContext context) {
    return TimeCasts.timestampOfInstant(context, now(context));
  }

  public static long localTime(DataContext context) {
    return TimeCasts.timeOfTimestamp(localTimestamp(context));
  }

  public static int currentDate(DataContext context) {
    return TimeCasts.dateOfTimestamp(localTimestamp(context));
  }

  public static long clock() {
    return micros(Instant.now());
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
    makeTime(hour, minute, second);
    return makeDate(year, month, day) * DAY
        + (hour * 60 + minute) * MINUTE
        + Math.round(second * SECOND);
  }

  public static long makeTime(int hour, int minute, double second) {
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      throw outOfRange("time", hour + ":" + minute + ":" + second);
    }
    long time = (hour * 60 + minute) * MINUTE + Math.round(second * SECOND);
    if (time > DAY) {
      throw outOfRange("time", hour + ":" + minute + ":" + second);
    }
    return time;
  }

  static KarstException outOfRange(String type, String value) {
    return new KarstException(
        ErrorCode.DATETIME_OVERFLOW, type + " field value out of range: " + value);
  }

  public static long fromEpoch(double seconds) {
    return Math.round(seconds * SECOND);
  }

  public static long parseInstant(DataContext context, String text, String format) {
    return TimeCasts.instantOfTimestamp(context, micros(TimeFormat.parse(text, format)));
  }

  public static long makeInstant(
      DataContext context, int year, int month, int day, int hour, int minute, double second) {
    return TimeCasts.instantOfTimestamp(
        context, makeTimestamp(year, month, day, hour, minute, second));
  }

  public static long makeInstant(
      int year, int month, int day, int hour, int minute, double second, String zone) {
    return TimeCasts.toInstant(
        TimeZones.of(zone), makeTimestamp(year, month, day, hour, minute, second));
  }

  /** The time on the clock as text, e.g. {@code Wed Feb 26 13:05:09.123456 2026 UTC}. */
  public static String timeOfDay(DataContext context) {
    return DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy zzz", Locale.ENGLISH)
        .format(Instant.now().atZone(TimeCasts.zone(context)));
  }

  public static String formatInstant(DataContext context, long instant, String format) {
    return TimeFormat.format(
        local(TimeCasts.timestampOfInstant(context, instant)), format, TimeCasts.zone(context));
  }

  public static int parseDate(String text, String format) {
    return (int) TimeFormat.parse(text, format).toLocalDate().toEpochDay();
  }

  public static String format(long timestamp, String format) {
    return TimeFormat.format(local(timestamp), format);
  }

  public static String formatInterval(Interval interval, String format) {
    return TimeFormat.format(interval, format);
  }

  public static String formatDate(int date, String format) {
    return format(date * DAY, format);
  }

  public static String formatNumber(BigDecimal number, String format) {
    return NumberFormat.format(number, format);
  }

  public static BigDecimal parseNumber(String text, String format) {
    return NumberFormat.parse(text, format);
  }

  public static long bin(Interval stride, long timestamp, long origin) {
    if (stride.months() != 0) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "timestamps cannot be binned into intervals containing months or years");
    }
    long width = Math.addExact(stride.days() * DAY, stride.micros());
    if (width <= 0) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "stride must be greater than zero");
    }
    return origin + Math.floorDiv(timestamp - origin, width) * width;
  }

  /** TIMESTAMPADD. */
  public static long plusUnits(String unit, long count, long timestamp) {
    return TimeUnits.add(unit, count, timestamp);
  }

  /** TIMESTAMPDIFF: whole units, towards zero. */
  public static int unitsBetween(String unit, long from, long to) {
    return Math.toIntExact(TimeUnits.between(unit, from, to));
  }

  public static long bucket(Interval width, long timestamp) {
    return bin(width, timestamp, 0);
  }

  public static boolean isFinite(long timestamp) {
    return true;
  }

  public static int addDays(int date, int days) {
    return dayInRange((long) date + days);
  }

  public static int subtractDays(int date, int days) {
    return dayInRange((long) date - days);
  }

  private static int dayInRange(long date) {
    if (date < FIRST_DAY || date > LAST_DAY) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "date out of range");
    }
    return (int) date;
  }

  /** A timestamp between the first and the last day that there is. */
  static long inRange(long timestamp) {
    long day = Math.floorDiv(timestamp, TimeUnits.DAY);
    if (day < FIRST_DAY || day > LAST_DAY) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "timestamp out of range");
    }
    return timestamp;
  }

  public static int difference(int later, int earlier) {
    return later - earlier;
  }
}
