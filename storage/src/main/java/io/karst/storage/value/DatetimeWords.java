package io.karst.storage.value;

import io.karst.storage.base.KarstException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date or time in other forms than ISO's: {@code Jan 5 2020 4:05 PM}, {@code 5-Jan-2020},
 * {@code 1/8/1999} (month first), {@code 20200105 102030}, {@code J2451187}, {@code 1999.008}, with
 * names of days and zones. Used once.
 */
final class DatetimeWords {
  private static final String[] MONTHS = {
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december"
  };
  private static final String[] DAYS = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
  };
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final ColumnType type;
  private final String text;
  private int at;
  private int year = -1;
  private int month = -1;
  private int day = -1;
  private boolean dated;
  private long epochDay;
  private long time = -1;
  private int half = -1;
  private @Nullable ZoneId zone;

  DatetimeWords(ColumnType type, String text) {
    this.type = type;
    this.text = text;
    while (at < text.length()) {
      readToken();
    }
    if (half >= 0) {
      applyHalf();
    }
    if (type.kind() != TypeKind.TIME) {
      finishDate();
    } else if (time < 0 || year >= 0 || month >= 0) {
      throw invalid();
    }
  }

  long epochDay() {
    return epochDay;
  }

  /** Microseconds of the day. */
  long time() {
    return Math.max(0, time);
  }

  /** The zone that was named, or null. */
  @Nullable ZoneId zone() {
    return zone;
  }

  private void readToken() {
    char c = text.charAt(at);
    if (NumberText.isSpace(c) || c == ',') {
      at++;
    } else if (isDigit(c)) {
      readNumber();
    } else if (isLetter(c)) {
      readWord();
    } else if ((c == '+' || c == '-') && time >= 0) {
      readOffset();
    } else {
      throw invalid();
    }
  }

  private void readNumber() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    char next = at < text.length() ? text.charAt(at) : 0;
    if (next == ':') {
      skipOver(":.");
      setTime(text.substring(start, at).split(":", -1));
    } else if (next == '-' || next == '/' || (next == '.' && !hasDate())) {
      while (at < text.length() && (isLetterOrDigit(text.charAt(at)) || text.charAt(at) == next)) {
        at++;
      }
      setDate(text.substring(start, at).split("[-/.]", -1), next);
    } else {
      if (next == '.') {
        skipOver(".");
      }
      setNumber(text.substring(start, at));
    }
  }

  private void skipOver(String others) {
    while (at < text.length()
        && (isDigit(text.charAt(at)) || others.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
  }

  private boolean hasDate() {
    return dated || (year >= 0 && month >= 0 && day >= 0);
  }

  private void setTime(String[] parts) {
    if (time >= 0 || parts.length > 3) {
      throw invalid();
    }
    String last = parts[parts.length - 1];
    int point = last.indexOf('.');
    double fraction = point < 0 ? 0 : Double.parseDouble("0" + last.substring(point));
    if (point >= 0 && (parts.length < 3 || last.indexOf('.', point + 1) >= 0)) {
      throw invalid();
    }
    int hour = number(parts[0]);
    int minute = number(parts[1]);
    int second = parts.length < 3 ? 0 : number(point < 0 ? last : last.substring(0, point));
    setTime(hour, minute, second, (long) Math.rint(fraction * CivilDate.MICROS_PER_SECOND));
  }

  private void setTime(int hour, int minute, int second, long micros) {
    if (minute > 59 || second > 60 || hour > 24 || (hour == 24 && minute + second + micros > 0)) {
      throw ValueErrors.datetimeOverflow(text);
    }
    time = (hour * 3600L + minute * 60L + second) * CivilDate.MICROS_PER_SECOND + micros;
  }

  /** Three fields with separators, year or month first; or a year and a day of it. */
  private void setDate(String[] parts, char separator) {
    if (hasDate()) {
      throw invalid();
    }
    if (parts.length == 2 && separator == '.') {
      dated = true;
      epochDay = CivilDate.epochDay(number(parts[0]), 1, 1) + number(parts[1]) - 1;
      return;
    }
    if (parts.length != 3) {
      throw invalid();
    }
    boolean yearFirst =
        isDigit(parts[0].isEmpty() ? 'x' : parts[0].charAt(0)) && parts[0].length() > 2;
    String first = yearFirst ? parts[1] : parts[0];
    String second = yearFirst ? parts[2] : parts[1];
    year = year(yearFirst ? parts[0] : parts[2]);
    if (!first.isEmpty() && isLetter(first.charAt(0))) {
      month = month(first.toLowerCase(Locale.ROOT));
      day = number(second);
    } else if (!second.isEmpty() && isLetter(second.charAt(0))) {
      month = month(second.toLowerCase(Locale.ROOT));
      day = number(first);
    } else {
      month = number(first);
      day = number(second);
    }
  }

  private int year(String digits) {
    int number = number(digits);
    return digits.length() > 2 ? number : number < 70 ? 2000 + number : 1900 + number;
  }

  private void setNumber(String digits) {
    int point = digits.indexOf('.');
    int length = point < 0 ? digits.length() : point;
    boolean isTime = hasDate() || type.kind() == TypeKind.TIME;
    if (isTime && time < 0 && (length == 6 || (length == 4 && point < 0))) {
      int whole = number(digits.substring(0, length));
      double fraction = point < 0 ? 0 : Double.parseDouble("0" + digits.substring(point));
      int seconds = length == 6 ? whole % 100 : 0;
      int minutes = length == 6 ? whole / 100 : whole;
      long micros = (long) Math.rint(fraction * CivilDate.MICROS_PER_SECOND);
      setTime(minutes / 100, minutes % 100, seconds, micros);
    } else if (point >= 0 || isTime) {
      throw invalid();
    } else if (month < 0 && (length == 8 || length == 6)) {
      int whole = number(digits);
      year = length == 8 ? whole / 10_000 : year(digits.substring(0, 2));
      month = whole / 100 % 100;
      day = whole % 100;
    } else if (month < 0 && length <= 2) {
      if (day >= 0) {
        month = day;
      }
      day = number(digits);
    } else if (day < 0 && length <= 2) {
      day = number(digits);
    } else if (year < 0) {
      year = year(digits);
    } else {
      throw invalid();
    }
  }

  private void readWord() {
    int start = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at).toLowerCase(Locale.ROOT);
    if (word.equals("j") && at < text.length() && isDigit(text.charAt(at)) && !hasDate()) {
      int digits = at;
      skipOver("");
      dated = true;
      epochDay = number(text.substring(digits, at)) - JULIAN_DAY_OF_EPOCH;
    } else if (word.equals("am") || word.equals("pm")) {
      half = word.equals("am") ? 0 : 12;
    } else if (word.equals("bc") || word.equals("ad")) {
      if (word.equals("bc")) {
        throw ValueErrors.beforeChrist(type, text);
      }
    } else if (index(MONTHS, word) >= 0 && month < 0) {
      readMonth(word, start);
    } else if (!(word.equals("t") && hasDate()) && index(DAYS, word) < 0) {
      readZone(start);
    }
  }

  /** A month on its own, or the first of three fields with dashes. */
  private void readMonth(String word, int start) {
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '/')) {
      char separator = text.charAt(at);
      skipOver(String.valueOf(separator));
      setDate(text.substring(start, at).split("[-/]", -1), separator);
    } else {
      month = month(word);
      if (day > 99) {
        throw invalid();
      }
    }
  }

  private void readZone(int start) {
    while (at < text.length() && !NumberText.isSpace(text.charAt(at)) && text.charAt(at) != ',') {
      at++;
    }
    String name = text.substring(start, at);
    if (time < 0 || zone != null) {
      throw invalid();
    }
    zone = ZoneNames.find(name);
    if (zone == null) {
      if (name.indexOf('/') < 0) {
        throw invalid();
      }
      throw ValueErrors.unknownZone(name);
    }
    if (type.kind() == TypeKind.TIME && !(zone instanceof ZoneOffset)) {
      throw invalid();
    }
  }

  private void readOffset() {
    int start = at++;
    skipOver(":");
    String digits = text.substring(start + 1, at).replace(":", "");
    if (digits.isEmpty() || digits.length() > 6 || zone != null) {
      throw invalid();
    }
    int whole = number(digits);
    int seconds =
        digits.length() <= 2
            ? whole * 3600
            : digits.length() <= 4
                ? whole / 100 * 3600 + whole % 100 * 60
                : whole / 10_000 * 3600 + whole / 100 % 100 * 60 + whole % 100;
    if (seconds >= 16 * 3600) {
      throw ValueErrors.datetimeOverflow(text);
    }
    zone = ZoneOffset.ofTotalSeconds(text.charAt(start) == '-' ? -seconds : seconds);
  }

  private void applyHalf() {
    long hours = time / (3600 * CivilDate.MICROS_PER_SECOND);
    if (time < 0 || hours > 12) {
      throw time < 0 ? invalid() : ValueErrors.datetimeOverflow(text);
    }
    long shift = hours == 12 ? half - 12 : half;
    time += shift * 3600 * CivilDate.MICROS_PER_SECOND;
  }

  private void finishDate() {
    if (dated) {
      return;
    }
    if (year < 0 || month < 0 || day < 0) {
      throw invalid();
    }
    if (year < CivilDate.YEAR_MIN
        || year > CivilDate.YEAR_MAX
        || month < 1
        || month > 12
        || day < 1
        || day > CivilDate.daysInMonth(year, month)) {
      throw ValueErrors.datetimeOverflow(text);
    }
    epochDay = CivilDate.epochDay(year, month, day);
  }

  private int month(String word) {
    int index = index(MONTHS, word);
    if (index < 0) {
      throw invalid();
    }
    return index + 1;
  }

  /** The name that is the word or begins with its at least three letters, or -1. */
  private static int index(String[] names, String word) {
    for (int i = 0; i < names.length; i++) {
      boolean shortName = word.length() == 3 || word.equals("sept") || word.equals("tues");
      if (names[i].equals(word) || (shortName && names[i].startsWith(word))) {
        return i;
      }
    }
    return -1;
  }

  private int number(String digits) {
    if (digits.isEmpty() || digits.length() > 8) {
      throw invalid();
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      if (!isDigit(digits.charAt(i))) {
        throw invalid();
      }
      number = number * 10 + digits.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isLetterOrDigit(char c) {
    return isDigit(c) || isLetter(c);
  }

  private KarstException invalid() {
    return ValueErrors.invalidDatetime(type, text);
  }
}
