package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads an interval: {@code 1 year 2 mons 3 days 04:05:06.7}, {@code 1-2}, {@code 1.5 weeks ago},
 * {@code @ 3 hours}, {@code P1Y2M3DT4H}. Used once.
 */
final class IntervalParser {
  private static final int UNIT_LETTERS = 10;

  private final ColumnType type;
  private final IntervalFields fields;
  private final String text;
  private final IntervalSum sum = new IntervalSum();
  private final Set<String> units = new HashSet<>();

  IntervalParser(ColumnType type, String text) {
    this.type = type;
    this.fields = IntervalFields.of(type);
    this.text = text;
  }

  /**
   * The interval.
   *
   * @throws KarstException 22007 if it is none, 22015 if a field is too large
   */
  Interval parse() {
    String trimmed = NumberText.trim(text);
    try {
      if (trimmed.startsWith("P")) {
        new IsoInterval(trimmed, sum).read();
      } else {
        readFields(tokens(trimmed));
      }
      return fields.restrict(sum.toInterval(), type.precision());
    } catch (NumberFormatException e) {
      throw ValueErrors.invalidDatetime(type, text);
    } catch (ArithmeticException e) {
      throw new KarstException(
          ErrorCode.INTERVAL_OVERFLOW, "interval field value out of range: \"" + text + "\"", e);
    }
  }

  private List<String> tokens(String trimmed) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < trimmed.length()) {
      char c = trimmed.charAt(at);
      int start = at;
      if (isLetter(c)) {
        while (at < trimmed.length() && isLetter(trimmed.charAt(at))) {
          at++;
        }
        tokens.add(trimmed.substring(start, at).toLowerCase(Locale.ROOT));
      } else if (isDigit(c) || c == '.' || c == '+' || c == '-') {
        at++;
        if (c == '+' || c == '-') {
          while (at < trimmed.length() && NumberText.isSpace(trimmed.charAt(at))) {
            at++;
          }
        }
        int digits = at;
        while (at < trimmed.length() && isNumberPart(trimmed.charAt(at))) {
          at++;
        }
        String sign = c == '-' || c == '+' ? String.valueOf(c) : "";
        tokens.add(sign + trimmed.substring(sign.isEmpty() ? start : digits, at));
      } else if (NumberText.isSpace(c) || isIgnored(c)) {
        at++;
      } else {
        throw ValueErrors.invalidDatetime(type, text);
      }
    }
    return tokens;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNumberPart(char c) {
    return isDigit(c) || c == ':' || c == '.' || c == '-';
  }

  private static boolean isIgnored(char c) {
    return c == '@' || c == ',' || c == ';' || c == '(' || c == ')';
  }

  /** From the last to the first: the unit stands behind its number. */
  private void readFields(List<String> tokens) {
    String unit = "";
    boolean ago = false;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      String token = tokens.get(i);
      if (isLetter(token.charAt(0))) {
        if (token.equals("ago")) {
          ago = true;
        } else {
          unit = unit(token);
        }
      } else if (token.indexOf(':') > 0) {
        once("hour");
        once("minute");
        once("second");
        sum.addMicros(time(token), 0, 1);
        unit = "day";
      } else {
        String used = unit.isEmpty() ? fields.unit() : unit;
        readNumber(token, used);
        unit = used.equals("hour") ? "day" : unit;
      }
    }
    if (units.isEmpty()) {
      throw new NumberFormatException();
    }
    if (ago) {
      sum.negate();
    }
  }

  private void once(String unit) {
    if (!units.add(unit)) {
      throw new NumberFormatException();
    }
  }

  private void readNumber(String token, String unit) {
    int dash = token.indexOf('-', 1);
    if (dash > 0) {
      once("month");
      int months = Integer.parseInt(token, dash + 1, token.length(), 10);
      if (months < 0 || months >= 12) {
        throw new ArithmeticException("months");
      }
      long years = number(token.substring(0, dash));
      sum.addMonths(
          Math.addExact(Math.multiplyExact(years, 12L), token.startsWith("-") ? -months : months));
      return;
    }
    once(unit);
    int point = token.indexOf('.');
    if (point < 0) {
      sum.add(unit, number(token), 0);
      return;
    }
    double fraction = fraction(token, point, token.startsWith("-"));
    String whole = token.substring(0, point);
    boolean none = whole.isEmpty() || whole.equals("-") || whole.equals("+");
    sum.add(unit, none ? 0 : number(whole), fraction);
  }

  private static double fraction(String token, int point, boolean negative) {
    if (token.indexOf('.', point + 1) >= 0) {
      throw new NumberFormatException();
    }
    double fraction =
        point + 1 == token.length() ? 0 : Double.parseDouble("0" + token.substring(point));
    return negative ? -fraction : fraction;
  }

  private static long number(String digits) {
    int start = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
    if (start == digits.length()) {
      throw new NumberFormatException();
    }
    for (int i = start; i < digits.length(); i++) {
      if (!isDigit(digits.charAt(i))) {
        throw new NumberFormatException();
      }
    }
    if (digits.length() - start > 18) {
      throw new ArithmeticException("number");
    }
    return Long.parseLong(digits);
  }

  /** Microseconds of hours, minutes and seconds; of minutes and seconds if a fraction follows. */
  private long time(String token) {
    boolean negative = token.startsWith("-");
    String[] parts = token.substring(negative || token.startsWith("+") ? 1 : 0).split(":", -1);
    if (parts.length > 3) {
      throw new NumberFormatException();
    }
    String last = parts[parts.length - 1];
    int point = last.indexOf('.');
    long fraction =
        point < 0
            ? 0
            : (long) Math.rint(fraction(last, point, false) * CivilDate.MICROS_PER_SECOND);
    long tail = number(point < 0 ? last : last.substring(0, point));
    boolean minutesFirst =
        parts.length == 2 && (point >= 0 || fields == IntervalFields.MINUTE_TO_SECOND);
    long hours = minutesFirst ? 0 : number(parts[0]);
    long minutes = minutesFirst ? number(parts[0]) : parts.length == 2 ? tail : number(parts[1]);
    long seconds = minutesFirst || parts.length == 3 ? tail : 0;
    if (minutes > 59 || seconds > 60 || hours > Integer.MAX_VALUE) {
      throw new ArithmeticException("time");
    }
    long micros = (hours * 3600 + minutes * 60 + seconds) * CivilDate.MICROS_PER_SECOND + fraction;
    return negative ? -micros : micros;
  }

  private String unit(String word) {
    String shown = word.length() > UNIT_LETTERS ? word.substring(0, UNIT_LETTERS) : word;
    return switch (shown) {
      case "us", "usec", "usecs", "usecond", "useconds", "microsecon" -> "microsecond";
      case "ms", "msec", "msecs", "msecond", "mseconds", "millisecon" -> "millisecond";
      case "s", "sec", "secs", "second", "seconds" -> "second";
      case "m", "min", "mins", "minute", "minutes" -> "minute";
      case "h", "hr", "hrs", "hour", "hours" -> "hour";
      case "d", "day", "days" -> "day";
      case "w", "week", "weeks" -> "week";
      case "mon", "mons", "month", "months" -> "month";
      case "y", "yr", "yrs", "year", "years" -> "year";
      case "dec", "decs", "decade", "decades" -> "decade";
      case "c", "cent", "century", "centuries" -> "century";
      case "mil", "mils", "millennium", "millennia" -> "millennium";
      default -> throw ValueErrors.invalidDatetime(type, text);
    };
  }
}
