package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;

/**
 * A span of time in months, days and microseconds, none of which is folded into another: a month
 * has 28 to 31 days, a day 23 to 25 hours. For order and equality a month counts as 30 days and a
 * day as 24 hours, so {@code 1 month} equals {@code 30 days}.
 */
public record Interval(int months, int days, long micros) implements Comparable<Interval> {
  public static final Interval ZERO = new Interval(0, 0, 0);

  private static final int DAYS_PER_MONTH = 30;
  private static final int MONTHS_PER_YEAR = 12;
  private static final long DAY = CivilDate.MICROS_PER_DAY;
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double LONG_LIMIT = 0x1p63;

  /** The interval between two moments: whole days of 24 hours, and the rest. */
  public static Interval ofDaysAndMicros(long micros) {
    return new Interval(0, checked(micros / DAY), micros % DAY);
  }

  /** Days of the span for order and equality, rounded down. */
  public long spanDays() {
    return (long) months * DAYS_PER_MONTH + days + Math.floorDiv(micros, DAY);
  }

  /** Microseconds of the span that {@link #spanDays} leaves over: 0 to a day. */
  public long spanMicros() {
    return Math.floorMod(micros, DAY);
  }

  /** An interval of that span: what is known of a key. */
  public static Interval ofSpan(long days, long micros) {
    int wholeMonths = limited(days / DAYS_PER_MONTH);
    long rest = days - (long) wholeMonths * DAYS_PER_MONTH;
    int wholeDays = limited(rest);
    return new Interval(wholeMonths, wholeDays, (rest - wholeDays) * DAY + micros);
  }

  private static int limited(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  public Interval plus(Interval other) {
    try {
      return new Interval(
          Math.addExact(months, other.months),
          Math.addExact(days, other.days),
          Math.addExact(micros, other.micros));
    } catch (ArithmeticException e) {
      throw overflow(e);
    }
  }

  public Interval minus(Interval other) {
    try {
      return new Interval(
          Math.subtractExact(months, other.months),
          Math.subtractExact(days, other.days),
          Math.subtractExact(micros, other.micros));
    } catch (ArithmeticException e) {
      throw overflow(e);
    }
  }

  public Interval negated() {
    try {
      return new Interval(
          Math.negateExact(months), Math.negateExact(days), Math.negateExact(micros));
    } catch (ArithmeticException e) {
      throw overflow(e);
    }
  }

  public Interval times(double factor) {
    return scaled(months * factor, days * factor, micros * factor);
  }

  /**
   * The quotient.
   *
   * @throws KarstException 22012 for 0
   */
  public Interval dividedBy(double divisor) {
    if (divisor == 0) {
      throw new KarstException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return scaled(months / divisor, days / divisor, micros / divisor);
  }

  /** Fractions of months become days, fractions of days microseconds. */
  private static Interval scaled(double months, double days, double micros) {
    int wholeMonths = whole(months);
    int wholeDays = whole(days);
    double restDays = toMicros((months - wholeMonths) * DAYS_PER_MONTH);
    double restSeconds = toMicros((days - wholeDays + restDays - (int) restDays) * SECONDS_PER_DAY);
    if (Math.abs(restSeconds) >= SECONDS_PER_DAY) {
      wholeDays = whole(wholeDays + (double) (int) (restSeconds / SECONDS_PER_DAY));
      restSeconds -= ((int) (restSeconds / SECONDS_PER_DAY)) * SECONDS_PER_DAY;
    }
    wholeDays = whole(wholeDays + (double) (int) restDays);
    double time = Math.rint(micros + restSeconds * CivilDate.MICROS_PER_SECOND);
    if (!(time >= -LONG_LIMIT && time < LONG_LIMIT)) {
      throw outOfRange();
    }
    return new Interval(wholeMonths, wholeDays, (long) time);
  }

  private static double toMicros(double value) {
    return Math.rint(value * CivilDate.MICROS_PER_SECOND) / CivilDate.MICROS_PER_SECOND;
  }

  private static int whole(double value) {
    if (!(value > Integer.MIN_VALUE - 1.0 && value < Integer.MAX_VALUE + 1.0)) {
      throw outOfRange();
    }
    return (int) value;
  }

  /** Hours beyond 24 as days. */
  public Interval justifiedHours() {
    int wholeDays = checked((long) days + micros / DAY);
    return sameSign(months, wholeDays, micros % DAY);
  }

  /** Days beyond 30 as months. */
  public Interval justifiedDays() {
    int wholeMonths = checked((long) months + days / DAYS_PER_MONTH);
    int rest = days % DAYS_PER_MONTH;
    if (wholeMonths > 0 && rest < 0) {
      return new Interval(wholeMonths - 1, rest + DAYS_PER_MONTH, micros);
    }
    if (wholeMonths < 0 && rest > 0) {
      return new Interval(wholeMonths + 1, rest - DAYS_PER_MONTH, micros);
    }
    return new Interval(wholeMonths, rest, micros);
  }

  /** Both, with all fields of one sign. */
  public Interval justified() {
    long allDays = days + micros / DAY;
    long rest = micros % DAY;
    long allMonths = months + allDays / DAYS_PER_MONTH;
    allDays %= DAYS_PER_MONTH;
    if (allMonths > 0 && (allDays < 0 || (allDays == 0 && rest < 0))) {
      allDays += DAYS_PER_MONTH;
      allMonths--;
    } else if (allMonths < 0 && (allDays > 0 || (allDays == 0 && rest > 0))) {
      allDays -= DAYS_PER_MONTH;
      allMonths++;
    }
    return sameSign(checked(allMonths), (int) allDays, rest);
  }

  private static Interval sameSign(int months, int days, long micros) {
    if (days > 0 && micros < 0) {
      return new Interval(months, days - 1, micros + DAY);
    }
    if (days < 0 && micros > 0) {
      return new Interval(months, days + 1, micros - DAY);
    }
    return new Interval(months, days, micros);
  }

  int years() {
    return months / MONTHS_PER_YEAR;
  }

  int monthsOfYear() {
    return months % MONTHS_PER_YEAR;
  }

  private static int checked(long value) {
    if (value != (int) value) {
      throw outOfRange();
    }
    return (int) value;
  }

  static KarstException outOfRange() {
    return new KarstException(ErrorCode.DATETIME_OVERFLOW, "interval out of range");
  }

  private static KarstException overflow(ArithmeticException cause) {
    return new KarstException(ErrorCode.DATETIME_OVERFLOW, "interval out of range", cause);
  }

  @Override
  public int compareTo(Interval other) {
    int order = Long.compare(spanDays(), other.spanDays());
    return order != 0 ? order : Long.compare(spanMicros(), other.spanMicros());
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Interval other && compareTo(other) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(spanDays() * DAY + spanMicros());
  }

  /** PostgreSQL's text, e.g. {@code 1 year 2 mons 3 days 04:05:06.5}. */
  @Override
  public String toString() {
    return IntervalText.format(this);
  }
}
