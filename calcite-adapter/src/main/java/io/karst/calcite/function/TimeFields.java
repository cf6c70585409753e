package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.Locale;
import java.util.Set;

/** The names of fields of dates, times and intervals, as extract and date_trunc take them. */
final class TimeFields {
  private static final Set<String> OTHERS =
      Set.of(
          "week",
          "dow",
          "isodow",
          "doy",
          "isoyear",
          "julian",
          "timezone",
          "timezone_hour",
          "timezone_minute");

  private TimeFields() {}

  /** One name of a field that has several: a singular; an unknown one in lower case. */
  static String canonical(String field) {
    String name = field.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "microseconds", "microsecon", "us", "usec", "usecs", "usecond", "useconds" ->
          "microsecond";
      case "milliseconds", "millisecon", "ms", "msec", "msecs", "msecond", "mseconds" ->
          "millisecond";
      case "seconds", "s", "sec", "secs" -> "second";
      case "minutes", "m", "min", "mins" -> "minute";
      case "hours", "h", "hr", "hrs" -> "hour";
      case "days", "d" -> "day";
      case "weeks", "w" -> "week";
      case "months", "mon", "mons" -> "month";
      case "qtr" -> "quarter";
      case "years", "y", "yr", "yrs" -> "year";
      case "decades", "dec", "decs" -> "decade";
      case "centuries", "c", "cent" -> "century";
      case "millennia", "millenniums", "mil", "mils" -> "millennium";
      case "jd", "j" -> "julian";
      case "timezone_h" -> "timezone_hour";
      case "timezone_m" -> "timezone_minute";
      default -> name;
    };
  }

  /** The error for a field that a type does not have, or that no type has. */
  static KarstException unsupported(String field, String type) {
    String name = canonical(field);
    boolean known =
        OTHERS.contains(name)
            || switch (name) {
              case "microsecond",
                  "millisecond",
                  "second",
                  "minute",
                  "hour",
                  "day",
                  "month",
                  "quarter",
                  "year",
                  "decade",
                  "century",
                  "millennium",
                  "epoch" ->
                  true;
              default -> false;
            };
    return known
        ? new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "unit \"" + name + "\" not supported for type " + type)
        : new KarstException(
            ErrorCode.INVALID_PARAMETER, "unit \"" + name + "\" not recognized for type " + type);
  }
}
