package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Units of {@code TIMESTAMPADD}, {@code TIMESTAMPDIFF} and {@code CEIL}, by name. */
final class TimeUnits {
  /** Microseconds of a day. */
  static final long DAY = 86_400_000_000L;

  private TimeUnits() {}

  /** A timestamp so many units later; microseconds. */
  static long add(String unit, long count, long timestamp) {
    try {
      return TimeFunctions.inRange(
          TimeFunctions.micros(
              TimeFunctions.local(timestamp)
                  .plus(Math.multiplyExact(count, factor(unit)), chronoUnit(unit))));
    } catch (ArithmeticException | DateTimeException e) {
      throw new KarstException(ErrorCode.DATETIME_OVERFLOW, "timestamp out of range", e);
    }
  }

  /** Whole units from one timestamp to another, towards zero. */
  static long between(String unit, long from, long to) {
    return chronoUnit(unit).between(TimeFunctions.local(from), TimeFunctions.local(to))
        / factor(unit);
  }

  private static int factor(String unit) {
    return unit.toLowerCase(Locale.ROOT).equals("quarter") ? 3 : 1;
  }

  private static ChronoUnit chronoUnit(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "microsecond", "microseconds" -> ChronoUnit.MICROS;
      case "nanosecond" -> ChronoUnit.NANOS;
      case "millisecond", "milliseconds" -> ChronoUnit.MILLIS;
      case "second" -> ChronoUnit.SECONDS;
      case "minute" -> ChronoUnit.MINUTES;
      case "hour" -> ChronoUnit.HOURS;
      case "day" -> ChronoUnit.DAYS;
      case "week" -> ChronoUnit.WEEKS;
      case "month", "quarter" -> ChronoUnit.MONTHS;
      case "year" -> ChronoUnit.YEARS;
      case "decade" -> ChronoUnit.DECADES;
      case "century" -> ChronoUnit.CENTURIES;
      case "millennium" -> ChronoUnit.MILLENNIA;
      default ->
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER, "unit \"" + unit + "\" not recognized");
    };
  }
}
