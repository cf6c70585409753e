package io.karst.storage.value;

/**
 * Reads ISO 8601 durations: {@code P1Y2M3W4DT5H6M7.8S} with signs and fractions, {@code
 * P0001-02-03T04:05:06}.
 */
final class IsoInterval {
  private final String text;
  private final IntervalSum sum;
  private int at = 1;
  private long whole;
  private double fraction;

  IsoInterval(String text, IntervalSum sum) {
    this.text = text;
    this.sum = sum;
  }

  void read() {
    boolean time = false;
    boolean any = false;
    while (at < text.length()) {
      if (text.charAt(at) == 'T') {
        if (time) {
          throw new NumberFormatException();
        }
        time = true;
        at++;
        continue;
      }
      readNumber();
      char letter = at < text.length() ? text.charAt(at) : 0;
      if (letter == '-' && !time) {
        readDate();
        any = true;
        continue;
      }
      if (letter == ':' && time) {
        readTime();
        return;
      }
      at++;
      sum.add(time ? timeUnit(letter) : dateUnit(letter), whole, fraction);
      any = true;
    }
    if (!any) {
      throw new NumberFormatException();
    }
  }

  /** Years, months and days with dashes; the years are read. */
  private void readDate() {
    sum.add("year", whole, fraction);
    at++;
    readNumber();
    sum.add("month", whole, fraction);
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
      readNumber();
      sum.add("day", whole, fraction);
    }
  }

  /** Hours, minutes and seconds with colons up to the end; the hours are read. */
  private void readTime() {
    sum.add("hour", whole, fraction);
    at++;
    readNumber();
    sum.add("minute", whole, fraction);
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      readNumber();
      sum.add("second", whole, fraction);
    }
    if (at < text.length()) {
      throw new NumberFormatException();
    }
  }

  private void readNumber() {
    int start = at;
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative || (at < text.length() && text.charAt(at) == '+')) {
      at++;
    }
    int digits = at;
    skipDigits();
    int point = at;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at == digits || (point == digits && at == point + 1)) {
      throw new NumberFormatException();
    }
    whole = point == digits ? 0 : Long.parseLong(text.substring(start, point));
    fraction = at > point + 1 ? Double.parseDouble("0" + text.substring(point, at)) : 0;
    fraction = negative ? -fraction : fraction;
  }

  private void skipDigits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }

  private static String dateUnit(char letter) {
    return switch (letter) {
      case 'Y' -> "year";
      case 'M' -> "month";
      case 'W' -> "week";
      case 'D' -> "day";
      default -> throw new NumberFormatException();
    };
  }

  private static String timeUnit(char letter) {
    return switch (letter) {
      case 'H' -> "hour";
      case 'M' -> "minute";
      case 'S' -> "second";
      default -> throw new NumberFormatException();
    };
  }
}
