package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.DataContext;

/**
 * Casts and arithmetic of times in microseconds: what Calcite's own code does in milliseconds. Not
 * callable by name. Dates are epoch days; times of day are milliseconds; timestamps and intervals
 * are microseconds.
 */
public final class TimeCasts {
  static final long DAY = 86_400_000_000L;
  private static final long SECOND = 1_000_000L;
  private static final long[] UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private TimeCasts() {}

  static void register(FunctionTable table) {
    registerCasts(table);
    registerArithmetic(table);
  }

  private static void registerCasts(FunctionTable table) {
    table.add(
        TimeCasts.class,
        "timestamp_to_text(timestamp):text",
        "timestampText",
        "timestamptz_to_text(timestamptz):text",
        "instantText",
        "time_to_text(time):text",
        "timeText",
        "interval_to_text(interval):text",
        "intervalText",
        "months_to_text(int4):text",
        "monthsText",
        "text_to_timestamp(text):timestamp",
        "parseTimestamp",
        "text_to_timestamptz(text):timestamptz",
        "parseInstant",
        "text_to_time(text):time",
        "parseTime",
        "text_to_date(text):date",
        "parseDate",
        "text_to_interval(text):interval",
        "parseInterval",
        "text_to_months(text):int4",
        "parseMonths",
        "date_to_timestamp(date):timestamp",
        "timestampOfDate",
        "date_to_timestamptz(date):timestamptz",
        "instantOfDate",
        "timestamp_to_date(timestamp):date",
        "dateOfTimestamp",
        "timestamptz_to_date(timestamptz):date",
        "dateOfInstant",
        "timestamp_to_time(timestamp):time",
        "timeOfTimestamp",
        "timestamptz_to_time(timestamptz):time",
        "timeOfInstant",
        "timestamp_to_timestamptz(timestamp):timestamptz",
        "instantOfTimestamp",
        "timestamptz_to_timestamp(timestamptz):timestamp",
        "timestampOfInstant",
        "round_time(timestamp,int4):timestamp",
        "round");
  }

  private static void registerArithmetic(FunctionTable table) {
    table.add(
        TimeCasts.class,
        "timestamp_add(timestamp,interval):timestamp",
        "add",
        "timestamp_add_months(timestamp,int4):timestamp",
        "addMonths",
        "time_add(time,interval):time",
        "addToTime",
        "time_difference(time,time):interval",
        "timeDifference",
        "interval_scale(interval,float8):interval",
        "scale",
        "timestamp_ceil(text,timestamp):timestamp",
        "ceil");
  }

  private static ZoneId zone(DataContext context) {
    return SessionFunctions.context(context).session().timeZone();
  }

  private static long toInstant(ZoneId zone, long timestamp) {
    if (zone.equals(ZoneOffset.UTC)) {
      return timestamp;
    }
    return TimeFunctions.micros(TimeFunctions.local(timestamp).atZone(zone).toInstant());
  }

  private static long toLocal(ZoneId zone, long instant) {
    if (zone.equals(ZoneOffset.UTC)) {
      return instant;
    }
    Instant point =
        Instant.ofEpochSecond(
            Math.floorDiv(instant, SECOND), Math.floorMod(instant, SECOND) * 1000);
    return TimeFunctions.micros(LocalDateTime.ofInstant(point, zone));
  }

  public static String timestampText(long timestamp) {
    return Values.format(ColumnType.TIMESTAMP, timestamp);
  }

  public static String instantText(long instant) {
    return Values.format(ColumnType.TIMESTAMPTZ, instant);
  }

  public static String timeText(int time) {
    return Values.format(ColumnType.TIME, time * 1000L);
  }

  public static String intervalText(long interval) {
    return Values.format(ColumnType.of(TypeKind.INTERVAL_DAY_SECOND), interval);
  }

  public static String monthsText(int months) {
    return Values.format(ColumnType.of(TypeKind.INTERVAL_YEAR_MONTH), months);
  }

  private static Object parse(ColumnType type, String text) {
    return java.util.Objects.requireNonNull(Values.parse(type, text), "value");
  }

  public static long parseTimestamp(String text) {
    return (Long) parse(ColumnType.TIMESTAMP, text);
  }

  public static long parseInstant(String text) {
    return (Long) parse(ColumnType.TIMESTAMPTZ, text);
  }

  public static int parseTime(String text) {
    return (int) ((Long) parse(ColumnType.TIME, text) / 1000);
  }

  public static int parseDate(String text) {
    return (Integer) parse(ColumnType.DATE, text);
  }

  public static long parseInterval(String text) {
    return (Long) parse(ColumnType.of(TypeKind.INTERVAL_DAY_SECOND), text);
  }

  public static int parseMonths(String text) {
    return (Integer) parse(ColumnType.of(TypeKind.INTERVAL_YEAR_MONTH), text);
  }

  public static long timestampOfDate(int date) {
    return date * DAY;
  }

  public static long instantOfDate(DataContext context, int date) {
    return toInstant(zone(context), date * DAY);
  }

  public static int dateOfTimestamp(long timestamp) {
    return (int) Math.floorDiv(timestamp, DAY);
  }

  public static int dateOfInstant(DataContext context, long instant) {
    return dateOfTimestamp(toLocal(zone(context), instant));
  }

  public static int timeOfTimestamp(long timestamp) {
    return (int) (Math.floorMod(timestamp, DAY) / 1000);
  }

  public static int timeOfInstant(DataContext context, long instant) {
    return timeOfTimestamp(toLocal(zone(context), instant));
  }

  public static long instantOfTimestamp(DataContext context, long timestamp) {
    return toInstant(zone(context), timestamp);
  }

  public static long timestampOfInstant(DataContext context, long instant) {
    return toLocal(zone(context), instant);
  }

  /** Rounds half up to that many digits behind the point of the second. */
  public static long round(long micros, int digits) {
    long unit = UNITS[Math.max(0, Math.min(6, digits))];
    return Math.floorDiv(micros + unit / 2, unit) * unit;
  }

  public static long add(long timestamp, long interval) {
    return Math.addExact(timestamp, interval);
  }

  public static long timeDifference(int left, int right) {
    return (left - right) * 1000L;
  }

  /** The same day of another month, or the last one of that month. */
  public static long addMonths(long timestamp, int months) {
    return TimeFunctions.micros(TimeFunctions.local(timestamp).plusMonths(months));
  }

  public static int addToTime(int time, long interval) {
    return (int) (Math.floorMod(time * 1000L + interval % DAY, DAY) / 1000);
  }

  public static long scale(long interval, double factor) {
    double product = interval * factor;
    if (Double.isNaN(product) || Math.abs(product) > Long.MAX_VALUE) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "interval out of range");
    }
    return Math.round(product);
  }

  public static long ceil(String unit, long timestamp) {
    long floor = TimeFunctions.trunc(unit, timestamp);
    return floor == timestamp ? floor : TimeUnits.add(unit, 1, floor);
  }
}
