package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Interval;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.util.Locale;

/** PostgreSQL's arithmetic and functions of intervals. */
public final class IntervalFunctions {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private IntervalFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        IntervalFunctions.class,
        "justify_hours(interval):interval",
        "justifyHours",
        "justify_days(interval):interval",
        "justifyDays",
        "justify_interval(interval):interval",
        "justify",
        "isfinite(interval):bool",
        "isFinite",
        "extract_field(text,interval):numeric",
        "extract",
        "date_part(text,interval):float8",
        "part",
        "date_trunc(text,interval):interval",
        "truncate",
        "$interval_fields(interval,int4,int4):interval",
        "restrict",
        "make_interval(int4,int4,int4,int4,int4,int4,float8):interval",
        "make");
  }

  static void registerInternal(FunctionTable table) {
    table.add(
        IntervalFunctions.class,
        "interval_add(interval,interval):interval",
        "add",
        "interval_subtract(interval,interval):interval",
        "subtract",
        "interval_negate(interval):interval",
        "negate",
        "interval_multiply(interval,float8):interval",
        "multiply",
        "interval_divide(interval,float8):interval",
        "divide",
        "interval_compare(interval,interval):int4",
        "compare");
  }

  public static Interval add(Interval left, Interval right) {
    return left.plus(right);
  }

  public static Interval subtract(Interval left, Interval right) {
    return left.minus(right);
  }

  public static Interval negate(Interval interval) {
    return interval.negated();
  }

  public static Interval multiply(Interval interval, double factor) {
    return interval.times(factor);
  }

  public static Interval divide(Interval interval, double divisor) {
    return interval.dividedBy(divisor);
  }

  public static int compare(Interval left, Interval right) {
    return left.compareTo(right);
  }

  public static Interval justifyHours(Interval interval) {
    return interval.justifiedHours();
  }

  public static Interval justifyDays(Interval interval) {
    return interval.justifiedDays();
  }

  public static Interval justify(Interval interval) {
    return interval.justified();
  }

  public static boolean isFinite(Interval interval) {
    return true;
  }

  /** Without what the fields of a type do not hold. */
  public static Interval restrict(Interval interval, int fields, int digits) {
    ColumnType type = new ColumnType(TypeKind.INTERVAL, digits, fields, null);
    return (Interval) java.util.Objects.requireNonNull(Values.coerce(type, interval));
  }

  public static Interval make(
      int years, int months, int weeks, int days, int hours, int minutes, double seconds) {
    try {
      double micros = Math.rint(seconds * SECOND);
      if (!(Math.abs(micros) < 0x1p63)) {
        throw new ArithmeticException("seconds");
      }
      return new Interval(
          Math.addExact(Math.multiplyExact(years, 12), months),
          Math.addExact(Math.multiplyExact(weeks, 7), days),
          Math.addExact(hours * HOUR + minutes * MINUTE, (long) micros));
    } catch (ArithmeticException e) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "interval out of range", e);
    }
  }

  public static double part(String field, Interval interval) {
    return extract(field, interval).doubleValue();
  }

  /** A field; days are not folded into months. */
  public static BigDecimal extract(String field, Interval interval) {
    long time = interval.micros();
    int months = interval.months();
    return switch (TimeFields.canonical(field)) {
      case "microsecond" -> BigDecimal.valueOf(time % MINUTE);
      case "millisecond" -> BigDecimal.valueOf(time % MINUTE, 3);
      case "second" -> BigDecimal.valueOf(time % MINUTE, 6);
      case "minute" -> BigDecimal.valueOf(time / MINUTE % 60);
      case "hour" -> BigDecimal.valueOf(time / HOUR);
      case "day" -> BigDecimal.valueOf(interval.days());
      case "month" -> BigDecimal.valueOf(months % 12);
      case "quarter" -> BigDecimal.valueOf(months % 12 / 3 + 1);
      case "year" -> BigDecimal.valueOf(months / 12);
      case "decade" -> BigDecimal.valueOf(months / 120);
      case "century" -> BigDecimal.valueOf(months / 1200);
      case "millennium" -> BigDecimal.valueOf(months / 12_000);
      case "epoch" -> epoch(interval);
      default -> throw TimeFields.unsupported(field, "interval");
    };
  }

  /** A year has 365.25 days here and a month 30. */
  private static BigDecimal epoch(Interval interval) {
    int months = interval.months();
    long quarterDays = months / 12 * 1461L + (months % 12 * 30L + interval.days()) * 4;
    return BigDecimal.valueOf(quarterDays * (DAY / 4 / SECOND), 0)
        .add(BigDecimal.valueOf(interval.micros(), 6))
        .setScale(6);
  }

  /** Cut to a unit. */
  public static Interval truncate(String unit, Interval interval) {
    int months = interval.months();
    int days = interval.days();
    long time = interval.micros();
    return switch (TimeFields.canonical(unit)) {
      case "microsecond" -> interval;
      case "millisecond" -> new Interval(months, days, time / 1000 * 1000);
      case "second" -> new Interval(months, days, time / SECOND * SECOND);
      case "minute" -> new Interval(months, days, time / MINUTE * MINUTE);
      case "hour" -> new Interval(months, days, time / HOUR * HOUR);
      case "day" -> new Interval(months, days, 0);
      case "month" -> new Interval(months, 0, 0);
      case "quarter" -> new Interval(months / 3 * 3, 0, 0);
      case "year" -> new Interval(months / 12 * 12, 0, 0);
      case "decade" -> new Interval(months / 120 * 120, 0, 0);
      case "century" -> new Interval(months / 1200 * 1200, 0, 0);
      case "millennium" -> new Interval(months / 12_000 * 12_000, 0, 0);
      default -> throw TimeFields.unsupported(unit.toLowerCase(Locale.ROOT), "interval");
    };
  }
}
