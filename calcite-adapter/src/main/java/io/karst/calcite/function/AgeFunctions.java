package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Fields of an age in years, months, days and time, as {@code extract(year from age(a, b))} asks
 * for them: an interval of ours cannot hold months beside days.
 */
public final class AgeFunctions {
  private static final long MICROS = 1_000_000;
  private static final long DAY = 86_400 * MICROS;

  private AgeFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        AgeFunctions.class,
        "age_field(text,timestamp,timestamp):numeric",
        "field",
        "age_part(text,timestamp,timestamp):float8",
        "part");
  }

  public static double part(String field, long later, long earlier) {
    return field(field, later, earlier).doubleValue();
  }

  /** A field of the age; all fields are negative if the first time is the earlier one. */
  public static BigDecimal field(String field, long later, long earlier) {
    boolean negative = later < earlier;
    BigDecimal value =
        negative ? ofAge(field, earlier, later, true) : ofAge(field, later, earlier, false);
    return negative ? value.negate() : value;
  }

  private static LocalDateTime local(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
  }

  private static BigDecimal ofAge(String field, long later, long earlier, boolean swapped) {
    LocalDateTime end = local(later);
    LocalDateTime start = local(earlier);
    int months =
        (end.getYear() - start.getYear()) * 12 + end.getMonthValue() - start.getMonthValue();
    int days = end.getDayOfMonth() - start.getDayOfMonth();
    long time = Math.floorMod(later, DAY) - Math.floorMod(earlier, DAY);
    if (time < 0) {
      time += DAY;
      days--;
    }
    if (days < 0) {
      // The month that is given back is that of the second time, in the order of the arguments.
      days += YearMonth.from(swapped ? end : start).lengthOfMonth();
      months--;
    }
    return switch (field.toLowerCase(Locale.ROOT)) {
      case "year", "years" -> BigDecimal.valueOf(months / 12);
      case "month", "months" -> BigDecimal.valueOf(months % 12);
      case "quarter" -> BigDecimal.valueOf(months % 12 / 3 + 1);
      case "decade" -> BigDecimal.valueOf(months / 120);
      case "century" -> BigDecimal.valueOf(months / 1200);
      case "day", "days" -> BigDecimal.valueOf(days);
      case "epoch" -> epoch(months, days, time);
      case "hour",
          "minute",
          "second",
          "millisecond",
          "milliseconds",
          "microsecond",
          "microseconds" ->
          TimeFunctions.extractFromInterval(field, time);
      default ->
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER,
              "unit \"" + field + "\" not recognized for type interval");
    };
  }

  /** A year has 365.25 days here and a month 30. */
  private static BigDecimal epoch(int months, int days, long time) {
    long quarterDays = months / 12 * 1461L + (months % 12 * 30L + days) * 4;
    return BigDecimal.valueOf(quarterDays * (DAY / 4) + time, 6);
  }
}
