package io.karst.storage.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.Locale;

/**
 * Intervals from and to text: {@code 1 year 2 mons}, {@code 1-2}, {@code 3 04:05:06.7}, {@code 1
 * day 2 hours ago}, {@code P1DT2H}. Months and microseconds are separate types, so a text that
 * mixes them is refused.
 */
final class IntervalText {
  private final ColumnType type;
  private final String text;
  private int at;
  private long months;
  private long micros;

  private IntervalText(ColumnType type, String text) {
    this.type = type;
    this.text = NumberText.trim(text);
  }

  static int parseMonths(ColumnType type, String text) {
    IntervalText interval = new IntervalText(type, text).read(true);
    if (interval.micros != 0) {
      throw ValueErrors.invalidDatetime(type, text);
    }
    if (interval.months != (int) interval.months) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return (int) interval.months;
  }

  static long parseMicros(ColumnType type, String text) {
    IntervalText interval = new IntervalText(type, text).read(false);
    if (interval.months != 0) {
      throw ValueErrors.invalidDatetime(type, text);
    }
    return interval.micros;
  }

  private IntervalText read(boolean monthly) {
    if (text.isEmpty()) {
      throw ValueErrors.invalidDatetime(type, text);
    }
    try {
      if (text.charAt(0) == 'P') {
        readIso(monthly);
      } else {
        readFields(monthly);
      }
    } catch (ArithmeticException e) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return this;
  }

  @SuppressWarnings("JavaPeriodGetDays") // beside the months
  private void readIso(boolean monthly) {
    try {
      if (monthly) {
        Period period = Period.parse(text);
        months = period.toTotalMonths();
        micros = period.getDays();
      } else {
        micros = Duration.parse(text).toNanos() / 1000;
      }
    } catch (DateTimeException e) {
      throw ValueErrors.invalidDatetime(type, text);
    }
  }

  private void readFields(boolean monthly) {
    while (at < text.length()) {
      skipSpace();
      if (text.regionMatches(true, at, "ago", 0, 3) && at + 3 == text.length()) {
        months = -months;
        micros = Math.negateExact(micros);
        return;
      }
      readField(monthly);
      skipSpace();
    }
  }

  private void readField(boolean monthly) {
    boolean negative = text.charAt(at) == '-';
    if (negative || text.charAt(at) == '+') {
      at++;
    }
    long whole = readNumber();
    int sign = negative ? -1 : 1;
    if (peek() == ':') {
      micros = Math.addExact(micros, sign * readTime(whole));
      return;
    }
    if (monthly && peek() == '-') {
      at++;
      months = Math.addExact(months, sign * Math.addExact(whole * 12, readNumber()));
      return;
    }
    int fraction = readFraction();
    skipSpace();
    String unit = readUnit();
    if (unit.isEmpty()) {
      addBare(monthly, sign, whole, fraction);
    } else {
      add(unit, sign, whole, fraction);
    }
  }

  /** A number without unit: days in front of a time, else months or seconds. */
  private void addBare(boolean monthly, int sign, long whole, int fraction) {
    if (monthly) {
      add("month", sign, whole, fraction);
    } else {
      add(at < text.length() ? "day" : "second", sign, whole, fraction);
    }
  }

  private void add(String unit, int sign, long whole, int fraction) {
    long monthsPerUnit = monthsPerUnit(unit);
    if (monthsPerUnit > 0) {
      long count = Math.multiplyExact(whole, monthsPerUnit);
      count = Math.addExact(count, fraction * monthsPerUnit / CivilDate.MICROS_PER_SECOND);
      months = Math.addExact(months, sign * count);
      return;
    }
    long microsPerUnit = microsPerUnit(unit);
    long count = Math.multiplyExact(whole, microsPerUnit);
    long part =
        microsPerUnit >= CivilDate.MICROS_PER_SECOND
            ? microsPerUnit / CivilDate.MICROS_PER_SECOND * fraction
            : microsPerUnit * fraction / CivilDate.MICROS_PER_SECOND;
    micros = Math.addExact(micros, sign * Math.addExact(count, part));
  }

  private static long monthsPerUnit(String unit) {
    return switch (unit) {
      case "mon", "mons", "month", "months" -> 1;
      case "y", "yr", "yrs", "year", "years" -> 12;
      case "decade", "decades" -> 120;
      case "century", "centuries" -> 1200;
      default -> 0;
    };
  }

  private long microsPerUnit(String unit) {
    return switch (unit) {
      case "us", "usec", "usecs", "microsecond", "microseconds" -> 1;
      case "ms", "msec", "msecs", "millisecond", "milliseconds" -> 1000;
      case "s", "sec", "secs", "second", "seconds" -> CivilDate.MICROS_PER_SECOND;
      case "m", "min", "mins", "minute", "minutes" -> 60 * CivilDate.MICROS_PER_SECOND;
      case "h", "hr", "hrs", "hour", "hours" -> 3600 * CivilDate.MICROS_PER_SECOND;
      case "d", "day", "days" -> CivilDate.MICROS_PER_DAY;
      case "w", "week", "weeks" -> 7 * CivilDate.MICROS_PER_DAY;
      default -> throw ValueErrors.invalidDatetime(type, text);
    };
  }

  private long readTime(long hours) {
    at++;
    long minutes = readNumber();
    long seconds = 0;
    int fraction = 0;
    if (peek() == ':') {
      at++;
      seconds = readNumber();
      fraction = readFraction();
    }
    if (minutes > 59 || seconds > 60) {
      throw ValueErrors.datetimeOverflow(text);
    }
    long whole = Math.addExact(Math.multiplyExact(hours, 3600L), minutes * 60 + seconds);
    return Math.addExact(Math.multiplyExact(whole, CivilDate.MICROS_PER_SECOND), fraction);
  }

  private long readNumber() {
    int start = at;
    long number = 0;
    while (peek() >= '0' && peek() <= '9') {
      number = Math.addExact(Math.multiplyExact(number, 10L), peek() - '0');
      at++;
    }
    if (at == start) {
      throw ValueErrors.invalidDatetime(type, text);
    }
    return number;
  }

  /** Digits behind a point as millionths; further digits are dropped. */
  private int readFraction() {
    if (peek() != '.') {
      return 0;
    }
    at++;
    int fraction = 0;
    int unit = 100_000;
    while (peek() >= '0' && peek() <= '9') {
      fraction += (peek() - '0') * unit;
      unit /= 10;
      at++;
    }
    return fraction;
  }

  private String readUnit() {
    int start = at;
    while (Character.isLetter(peek())) {
      at++;
    }
    return text.substring(start, at).toLowerCase(Locale.ROOT);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipSpace() {
    while (NumberText.isSpace(peek())) {
      at++;
    }
  }

  static String formatMonths(int months) {
    int years = months / 12;
    int rest = months % 12;
    StringBuilder shown = new StringBuilder(20);
    if (years != 0) {
      shown.append(years).append(years == 1 ? " year" : " years");
    }
    if (rest != 0) {
      shown.append(years == 0 ? "" : " ").append(rest).append(rest == 1 ? " mon" : " mons");
    }
    return shown.length() == 0 ? "00:00:00" : shown.toString();
  }

  static String formatMicros(long micros) {
    long days = micros / CivilDate.MICROS_PER_DAY;
    long rest = micros % CivilDate.MICROS_PER_DAY;
    StringBuilder shown = new StringBuilder(24);
    if (days != 0) {
      shown.append(days).append(days == 1 ? " day" : " days");
    }
    if (rest != 0 || days == 0) {
      shown.append(days == 0 ? "" : " ").append(rest < 0 ? "-" : "");
      DatetimeText.appendTime(shown, Math.abs(rest));
    }
    return shown.toString();
  }
}
