package io.karst.storage.value;

/** Dates and times as PostgreSQL shows them with DateStyle ISO. */
final class DatetimeText {
  private DatetimeText() {}

  static String formatDate(int epochDay) {
    StringBuilder text = new StringBuilder(10);
    appendDate(text, epochDay);
    return text.toString();
  }

  static String formatTime(long microsOfDay) {
    StringBuilder text = new StringBuilder(15);
    appendTime(text, microsOfDay);
    return text.toString();
  }

  static String formatTimestamp(long micros) {
    StringBuilder text = new StringBuilder(29);
    appendTimestamp(text, micros);
    return text.toString();
  }

  static String formatTimestampTz(long micros) {
    StringBuilder text = new StringBuilder(29);
    appendTimestamp(text, micros);
    return text.append("+00").toString();
  }

  /** With the offset of a zone from UTC, whose minutes are shown if there are any. */
  static String formatTimestampTz(long micros, int offsetSeconds) {
    StringBuilder text = new StringBuilder(32);
    appendTimestamp(text, micros + offsetSeconds * CivilDate.MICROS_PER_SECOND);
    int absolute = Math.abs(offsetSeconds);
    appendTwo(text.append(offsetSeconds < 0 ? '-' : '+'), absolute / 3600);
    if (absolute % 3600 != 0) {
      appendTwo(text.append(':'), absolute / 60 % 60);
    }
    return text.toString();
  }

  private static void appendTimestamp(StringBuilder text, long micros) {
    appendDate(text, Math.floorDiv(micros, CivilDate.MICROS_PER_DAY));
    text.append(' ');
    appendTime(text, Math.floorMod(micros, CivilDate.MICROS_PER_DAY));
  }

  private static void appendDate(StringBuilder text, long epochDay) {
    int fields = CivilDate.fields(epochDay);
    int year = fields >> 16;
    appendTwo(text, year / 100);
    appendTwo(text, year % 100);
    text.append('-');
    appendTwo(text, fields >> 8 & 0xFF);
    text.append('-');
    appendTwo(text, fields & 0xFF);
  }

  /**
   * {@code HH:MM:SS[.ffffff]} of the absolute value, without trailing zeros; hours may be more than
   * two digits.
   */
  static void appendTime(StringBuilder text, long micros) {
    long seconds = Math.abs(micros / CivilDate.MICROS_PER_SECOND);
    long hours = seconds / 3600;
    if (hours < 10) {
      text.append('0');
    }
    text.append(hours).append(':');
    appendTwo(text, (int) (seconds / 60 % 60));
    text.append(':');
    appendTwo(text, (int) (seconds % 60));
    int fraction = (int) Math.abs(micros % CivilDate.MICROS_PER_SECOND);
    if (fraction == 0) {
      return;
    }
    text.append('.');
    for (int digit = 100_000; fraction > 0; digit /= 10) {
      text.append((char) ('0' + fraction / digit));
      fraction %= digit;
    }
  }

  private static void appendTwo(StringBuilder text, int value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
