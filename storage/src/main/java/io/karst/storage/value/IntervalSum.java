package io.karst.storage.value;

/** Adds up the fields of an interval; fractions spill down into the next smaller one. */
final class IntervalSum {
  private long months;
  private long days;
  private long micros;

  /**
   * Adds so many units.
   *
   * @param fraction of the unit, with the sign of {@code whole}
   * @throws ArithmeticException if a field overflows
   */
  void add(String unit, long whole, double fraction) {
    switch (unit) {
      case "microsecond" -> addMicros(whole, fraction, 1);
      case "millisecond" -> addMicros(whole, fraction, 1000);
      case "second" -> addMicros(whole, fraction, CivilDate.MICROS_PER_SECOND);
      case "minute" -> addMicros(whole, fraction, 60 * CivilDate.MICROS_PER_SECOND);
      case "hour" -> addMicros(whole, fraction, 3600 * CivilDate.MICROS_PER_SECOND);
      case "day" -> addDays(whole, fraction);
      case "week" -> addDays(Math.multiplyExact(whole, 7L), fraction * 7);
      case "month" -> {
        addMonths(whole);
        addDays(0, fraction * 30);
      }
      case "year" -> addYears(whole, fraction, 1);
      case "decade" -> addYears(whole, fraction, 10);
      case "century" -> addYears(whole, fraction, 100);
      case "millennium" -> addYears(whole, fraction, 1000);
      default -> throw new IllegalArgumentException(unit);
    }
  }

  void addMonths(long count) {
    months = exactInt(Math.addExact(months, count));
  }

  private void addYears(long whole, double fraction, int scale) {
    addMonths(Math.multiplyExact(whole, 12L * scale));
    addMonths((long) Math.rint(fraction * scale * 12));
  }

  private void addDays(long whole, double fraction) {
    int extra = (int) fraction;
    days = exactInt(Math.addExact(Math.addExact(days, whole), extra));
    addMicros(0, fraction - extra, CivilDate.MICROS_PER_DAY);
  }

  /** Adds units of so many microseconds. */
  void addMicros(long whole, double fraction, long unit) {
    double part = fraction * unit;
    long extra = (long) part;
    double rest = part - extra;
    extra += rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0;
    micros = Math.addExact(micros, Math.addExact(Math.multiplyExact(whole, unit), extra));
  }

  void negate() {
    months = exactInt(-months);
    days = exactInt(-days);
    micros = Math.negateExact(micros);
  }

  private static long exactInt(long value) {
    return Math.toIntExact(value);
  }

  Interval toInterval() {
    return new Interval((int) months, (int) days, micros);
  }
}
