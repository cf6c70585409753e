package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads one date, time or timestamp: {@code YYYY-MM-DD}, {@code YYYYMMDD}, {@code HH:MM[:SS[.f]]},
 * both joined by a space or T, with {@code Z}, {@code +HH[[:]MM[[:]SS]]} or a region as zone. Not
 * thread-safe; used once.
 */
final class DatetimeParser {
  private static final int NO_ZONE = Integer.MIN_VALUE;
  private static final int DATE_DIGITS = 8;

  private final ColumnType type;
  private final String text;
  private final int end;
  private int at;

  DatetimeParser(ColumnType type, String text) {
    this.type = type;
    this.text = text;
    int last = text.length();
    while (last > 0 && NumberText.isSpace(text.charAt(last - 1))) {
      last--;
    }
    this.end = last;
    skipSpace();
  }

  /** Days since 1970-01-01; a time behind the date is read and dropped. */
  int date() {
    if (isEpoch()) {
      return 0;
    }
    if (!isPlain()) {
      return (int) new DatetimeWords(type, text).epochDay();
    }
    long day = readDate();
    if (at < end) {
      readTimeOfTimestamp();
      readZone(day, 0);
    }
    requireEnd();
    return (int) day;
  }

  /** Whether this is ISO's form, which is read here; other words are {@link DatetimeWords}. */
  private boolean isPlain() {
    int digits = at;
    while (digits < end && isDigit(text.charAt(digits))) {
      digits++;
    }
    char next = digits < end ? text.charAt(digits) : ' ';
    boolean date =
        (digits - at >= 4 && (next == '-' || next == '/'))
            || (digits - at == DATE_DIGITS && !isDigit(next) && next != '.');
    if (type.kind() == TypeKind.TIME ? next != ':' : !date) {
      return false;
    }
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      boolean separator = (c == 'T' || c == 't') && i + 1 < end && isDigit(text.charAt(i + 1));
      boolean zulu = (c == 'Z' || c == 'z') && i + 1 == end && isDigit(text.charAt(i - 1));
      if (Character.isLetter(c) && !separator && !zulu) {
        return false;
      }
    }
    return digits - at != DATE_DIGITS || end - digits == 0 || text.indexOf(':', digits) > 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Microseconds of the day. */
  long time() {
    long exact;
    if (isPlain()) {
      exact = readTime();
      readZone(0, 0);
      requireEnd();
    } else {
      exact = new DatetimeWords(type, text).time();
    }
    if (exact > CivilDate.MICROS_PER_DAY) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return CivilDate.roundTimeOfDay(exact, type.precision());
  }

  /** Microseconds on the wall clock; a zone is read and dropped, as PostgreSQL does. */
  long timestamp() {
    return timestamp(null);
  }

  /**
   * Microseconds since the epoch in UTC.
   *
   * @param standard the zone of a text that names none
   */
  long timestampTz(ZoneId standard) {
    return timestamp(standard);
  }

  private long timestamp(@Nullable ZoneId standard) {
    if (isEpoch()) {
      return 0;
    }
    long micros = isPlain() ? plainTimestamp(standard) : wordyTimestamp(standard);
    micros = CivilDate.roundTimestamp(micros, type.precision());
    if (!CivilDate.isTimestampInRange(micros)) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return micros;
  }

  private long wordyTimestamp(@Nullable ZoneId standard) {
    DatetimeWords words = new DatetimeWords(type, text);
    ZoneId zone = words.zone() == null ? standard : words.zone();
    return standard == null || zone == null
        ? words.epochDay() * CivilDate.MICROS_PER_DAY + words.time()
        : instant(words.epochDay(), words.time(), zone);
  }

  private long plainTimestamp(@Nullable ZoneId standard) {
    long day = readDate();
    long time = 0;
    int offsetSeconds = NO_ZONE;
    if (at < end) {
      time = readTimeOfTimestamp();
      offsetSeconds = readZone(day, time);
    }
    requireEnd();
    if (standard == null) {
      return day * CivilDate.MICROS_PER_DAY + time;
    }
    return offsetSeconds == NO_ZONE
        ? instant(day, time, standard)
        : day * CivilDate.MICROS_PER_DAY + time - offsetSeconds * CivilDate.MICROS_PER_SECOND;
  }

  /** The moment when the clocks of a zone show that, the later one of none. */
  private static long instant(long day, long time, ZoneId zone) {
    long micros = day * CivilDate.MICROS_PER_DAY + time;
    if (zone.equals(ZoneOffset.UTC)) {
      return micros;
    }
    long seconds = Math.floorDiv(micros, CivilDate.MICROS_PER_SECOND);
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return ZonedValues.epochSecond(local, zone) * CivilDate.MICROS_PER_SECOND
        + Math.floorMod(micros, CivilDate.MICROS_PER_SECOND);
  }

  private boolean isEpoch() {
    int length = end - at;
    if (length > 0 && (text.charAt(at) == '-' || Character.isLetter(text.charAt(at)))) {
      int sign = text.charAt(at) == '-' ? 1 : 0;
      if (text.regionMatches(true, at + sign, "infinity", 0, length - sign)) {
        throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "infinity as a value of type " + type);
      }
      return length == 5 && text.regionMatches(true, at, "epoch", 0, length);
    }
    return false;
  }

  private long readDate() {
    int start = at;
    int year = readNumber(DATE_DIGITS);
    int digits = at - start;
    int month;
    int day;
    if (digits == DATE_DIGITS) {
      day = year % 100;
      month = year / 100 % 100;
      year /= 10_000;
    } else {
      if (digits < 4) {
        throw invalid();
      }
      char separator = next();
      if (separator != '-' && separator != '/') {
        throw invalid();
      }
      month = readNumber(2);
      if (next() != separator) {
        throw invalid();
      }
      day = readNumber(2);
    }
    if (year < CivilDate.YEAR_MIN
        || year > CivilDate.YEAR_MAX
        || month < 1
        || month > 12
        || day < 1
        || day > CivilDate.daysInMonth(year, month)) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return CivilDate.epochDay(year, month, day);
  }

  private long readTimeOfTimestamp() {
    char separator = text.charAt(at);
    if (separator != 'T' && separator != 't' && !NumberText.isSpace(separator)) {
      throw invalid();
    }
    at++;
    skipSpace();
    return readTime();
  }

  private long readTime() {
    int hour = readNumber(2);
    if (next() != ':') {
      throw invalid();
    }
    int minute = readNumber(2);
    int second = 0;
    int fraction = 0;
    if (at < end && text.charAt(at) == ':') {
      at++;
      second = readNumber(2);
      if (at < end && text.charAt(at) == '.') {
        at++;
        fraction = readFraction();
      }
    }
    boolean isMidnight = hour == 24 && minute == 0 && second == 0 && fraction == 0;
    if ((hour > 23 && !isMidnight) || minute > 59 || second > 60) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return (hour * 3600L + minute * 60L + second) * CivilDate.MICROS_PER_SECOND + fraction;
  }

  /**
   * Digits of a fraction as microseconds; a half is rounded to an even number, as PostgreSQL does.
   */
  private int readFraction() {
    int micros = 0;
    int digits = 0;
    int seventh = 0;
    boolean more = false;
    for (; at < end; at++, digits++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (digits < 6) {
        micros = micros * 10 + digit;
      } else if (digits == 6) {
        seventh = digit;
      } else {
        more |= digit > 0;
      }
    }
    for (int i = digits; i < 6; i++) {
      micros *= 10;
    }
    boolean half = seventh == 5 && !more;
    return (half ? micros % 2 == 1 : seventh >= 5) ? micros + 1 : micros;
  }

  /** Offset from UTC in seconds, or NO_ZONE. */
  private int readZone(long day, long time) {
    skipSpace();
    if (at == end) {
      return NO_ZONE;
    }
    char sign = text.charAt(at);
    if (sign == '+' || sign == '-') {
      at++;
      int seconds = readOffset();
      return sign == '-' ? -seconds : seconds;
    }
    if (end - at == 1 && (sign == 'Z' || sign == 'z')) {
      at++;
      return 0;
    }
    String name = text.substring(at, end);
    at = end;
    try {
      LocalDateTime local =
          LocalDateTime.ofEpochSecond(
              day * 86_400 + time / CivilDate.MICROS_PER_SECOND, 0, ZoneOffset.UTC);
      return ZoneId.of(name, ZoneId.SHORT_IDS).getRules().getOffset(local).getTotalSeconds();
    } catch (DateTimeException e) {
      throw invalid();
    }
  }

  private int readOffset() {
    int start = at;
    int number = readNumber(6);
    int digits = at - start;
    int seconds;
    if (digits <= 2) {
      seconds = number * 3600;
      for (int unit = 60; unit > 0 && at < end && text.charAt(at) == ':'; unit /= 60) {
        at++;
        seconds += readNumber(2) * unit;
      }
    } else if (digits <= 4) {
      seconds = number / 100 * 3600 + number % 100 * 60;
    } else {
      seconds = number / 10_000 * 3600 + number / 100 % 100 * 60 + number % 100;
    }
    if (seconds >= 16 * 3600) {
      throw ValueErrors.datetimeOverflow(text);
    }
    return seconds;
  }

  private int readNumber(int digitsMax) {
    int start = at;
    int number = 0;
    while (at < end && at - start < digitsMax) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
      at++;
    }
    if (at == start) {
      throw invalid();
    }
    return number;
  }

  private char next() {
    if (at >= end) {
      throw invalid();
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < end && NumberText.isSpace(text.charAt(at))) {
      at++;
    }
  }

  private void requireEnd() {
    if (at != end) {
      throw invalid();
    }
  }

  private KarstException invalid() {
    return ValueErrors.invalidDatetime(type, text);
  }
}
