package io.karst.storage.value;

/** Intervals as PostgreSQL shows them with IntervalStyle postgres. */
final class IntervalText {
  private final StringBuilder text = new StringBuilder(32);
  private boolean negative;

  private IntervalText() {}

  static String format(Interval value) {
    IntervalText shown = new IntervalText();
    shown.append(value.years(), "year");
    shown.append(value.monthsOfYear(), "mon");
    shown.append(value.days(), "day");
    shown.appendTime(value.micros());
    return shown.text.toString();
  }

  private void append(int number, String unit) {
    if (number == 0) {
      return;
    }
    text.append(text.length() == 0 ? "" : " ");
    text.append(negative && number > 0 ? "+" : "").append(number).append(' ').append(unit);
    text.append(number == 1 ? "" : "s");
    negative = number < 0;
  }

  private void appendTime(long micros) {
    if (micros == 0 && text.length() > 0) {
      return;
    }
    text.append(text.length() == 0 ? "" : " ");
    text.append(micros < 0 ? "-" : negative ? "+" : "");
    DatetimeText.appendTime(text, micros);
  }
}
