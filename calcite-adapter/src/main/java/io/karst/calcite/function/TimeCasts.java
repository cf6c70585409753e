package io.karst.calcite.function;

import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Interval;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;

/**
 * Casts and arithmetic of times in microseconds: what Calcite's own code does in milliseconds. Not
 * callable by name. Dates are epoch days; times of day and timestamps microseconds.
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
        "time_to_interval(time):interval",
        "intervalOfTime",
        "interval_to_time(interval):time",
        "timeOfInterval",
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
        "round",
        "round_timestamp(timestamp,int4):timestamp",
        "roundTimestamp");
  }

  private static void registerArithmetic(FunctionTable table) {
    table.add(
        TimeCasts.class,
        "timestamp_add(timestamp,interval):timestamp",
        "add",
        "add_to_instant(timestamptz,interval):timestamptz",
        "addToInstant",
        "time_add(time,interval):time",
        "addToTime",
        "time_difference(time,time):interval",
        "timeDifference",
        "timestamp_ceil(text,timestamp):timestamp",
        "ceil");
  }

  /** The function that rounds values of a type to its digits. */
  static String rounding(RelDataType type) {
    return type.getSqlTypeName() == KarstTypeSystem.TIME ? "round_time" : "round_timestamp";
  }

  static ZoneId zone(DataContext context) {
    return SessionFunctions.context(context).session().timeZone();
  }

  static long toInstant(ZoneId zone, long timestamp) {
    if (zone.equals(ZoneOffset.UTC)) {
      return timestamp;
    }
    return ZonedValues.of(zone).toInstant(timestamp);
  }

  static long toLocal(ZoneId zone, long instant) {
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

  public static String timeText(long time) {
    return Values.format(ColumnType.TIME, time);
  }

  public static String intervalText(Interval interval) {
    return interval.toString();
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

  public static long parseTime(String text) {
    return (Long) parse(ColumnType.TIME, text);
  }

  public static int parseDate(String text) {
    return (Integer) parse(ColumnType.DATE, text);
  }

  public static Interval parseInterval(String text) {
    return (Interval) parse(ColumnType.INTERVAL, text);
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

  public static long timeOfTimestamp(long timestamp) {
    return Math.floorMod(timestamp, DAY);
  }

  public static long timeOfInstant(DataContext context, long instant) {
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

  /** Rounds a half away from the start of 2000, as the store does. */
  public static long roundTimestamp(long micros, int digits) {
    return Values.roundTimestamp(micros, digits);
  }

  /**
   * First the months, to the same day or the last one of that month, then the days, then the time.
   */
  public static long add(long timestamp, Interval interval) {
    try {
      long moment = timestamp;
      if (interval.months() != 0) {
        moment = TimeFunctions.micros(TimeFunctions.local(moment).plusMonths(interval.months()));
      }
      return TimeFunctions.inRange(
          Math.addExact(moment, Math.addExact(interval.days() * DAY, interval.micros())));
    } catch (ArithmeticException | DateTimeException e) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "timestamp out of range", e);
    }
  }

  /** Months and days on the clocks of the session's zone, then the time. */
  public static long addToInstant(DataContext context, long instant, Interval interval) {
    ZoneId zone = zone(context);
    Interval date = new Interval(interval.months(), interval.days(), 0);
    boolean onClocks = (date.months() != 0 || date.days() != 0) && !zone.equals(ZoneOffset.UTC);
    long moment =
        onClocks ? toInstant(zone, add(toLocal(zone, instant), date)) : add(instant, date);
    return add(moment, new Interval(0, 0, interval.micros()));
  }

  public static Interval timeDifference(long left, long right) {
    return new Interval(0, 0, left - right);
  }

  public static Interval intervalOfTime(long time) {
    return new Interval(0, 0, time);
  }

  public static long timeOfInterval(Interval interval) {
    return Math.floorMod(interval.micros(), DAY);
  }

  public static long addToTime(long time, Interval interval) {
    return Math.floorMod(time + interval.micros() % DAY, DAY);
  }

  public static long ceil(String unit, long timestamp) {
    long floor = TimeFieldFunctions.trunc(unit, timestamp);
    return floor == timestamp ? floor : TimeUnits.add(unit, 1, floor);
  }
}
