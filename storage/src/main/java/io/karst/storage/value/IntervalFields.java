package io.karst.storage.value;

/**
 * The fields that an INTERVAL is declared to have: what a number without unit means, and what is
 * cut off. The position here is on disk, as the scale of the type.
 */
public enum IntervalFields {
  ALL("", "second"),
  YEAR("year", "year"),
  MONTH("month", "month"),
  DAY("day", "day"),
  HOUR("hour", "hour"),
  MINUTE("minute", "minute"),
  SECOND("second", "second"),
  YEAR_TO_MONTH("year to month", "month"),
  DAY_TO_HOUR("day to hour", "hour"),
  DAY_TO_MINUTE("day to minute", "minute"),
  DAY_TO_SECOND("day to second", "second"),
  HOUR_TO_MINUTE("hour to minute", "minute"),
  HOUR_TO_SECOND("hour to second", "second"),
  MINUTE_TO_SECOND("minute to second", "second");

  private static final IntervalFields[] VALUES = values();

  private final String words;
  private final String smallest;

  IntervalFields(String words, String smallest) {
    this.words = words;
    this.smallest = smallest;
  }

  /** The fields of an interval type. */
  public static IntervalFields of(ColumnType type) {
    return VALUES[type.scale()];
  }

  /** The scale that stands for these fields. */
  @SuppressWarnings("EnumOrdinal") // the position is the stored number
  public int number() {
    return ordinal();
  }

  /** As SQL writes them; empty for all. */
  public String words() {
    return words;
  }

  /** The unit of a number that has none. */
  String unit() {
    return smallest;
  }

  /** Cuts off what is smaller than the smallest field, and rounds the fraction of a second. */
  Interval restrict(Interval value, int digits) {
    return switch (smallest) {
      case "year" -> new Interval(value.months() / 12 * 12, 0, 0);
      case "month" -> new Interval(value.months(), 0, 0);
      case "day" -> new Interval(value.months(), value.days(), 0);
      case "hour" -> cut(value, 3600 * CivilDate.MICROS_PER_SECOND);
      case "minute" -> cut(value, 60 * CivilDate.MICROS_PER_SECOND);
      default ->
          digits >= 6
              ? value
              : new Interval(value.months(), value.days(), CivilDate.round(value.micros(), digits));
    };
  }

  private static Interval cut(Interval value, long unit) {
    return new Interval(value.months(), value.days(), value.micros() / unit * unit);
  }
}
