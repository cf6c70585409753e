package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;

/** The values of to_char's patterns for intervals: those that need no calendar. */
final class IntervalFormatFields {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private IntervalFormatFields() {}

  static String field(Interval interval, String word, boolean fill) {
    long micros = interval.micros();
    long hours = micros / HOUR;
    int years = interval.months() / 12;
    return switch (word) {
      case "YYYY" -> number(years, 4, fill);
      case "YYY" -> number(years % 1000, 3, fill);
      case "YY" -> number(years % 100, 2, fill);
      case "Y" -> number(years % 10, 1, fill);
      case "MM" -> number(interval.months() % 12, 2, fill);
      case "DD" -> number(interval.days(), 2, fill);
      case "HH24" -> number(hours, 2, fill);
      case "HH", "HH12" -> number(hours % 12 == 0 ? 12 : hours % 12, 2, fill);
      case "MI" -> number(micros % HOUR / MINUTE, 2, fill);
      case "SS" -> number(micros % MINUTE / SECOND, 2, fill);
      case "MS" -> number(micros % SECOND / 1000, 3, true);
      case "US" -> number(micros % SECOND, 6, true);
      case "SSSS", "SSSSS" -> Long.toString(micros / SECOND);
      case "AM", "PM" -> hours % 24 < 12 ? "AM" : "PM";
      case "am", "pm" -> hours % 24 < 12 ? "am" : "pm";
      default ->
          throw new KarstException(
                  ErrorCode.INVALID_DATETIME, "invalid format specification for an interval value")
              .withHint("Intervals are not tied to specific calendar dates.");
    };
  }

  private static String number(long value, int digits, boolean fill) {
    String text = Long.toString(Math.abs(value));
    String padded = fill ? "0".repeat(Math.max(0, digits - text.length())) + text : text;
    return value < 0 ? "-" + padded : padded;
  }
}
