package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/**
 * The templates of to_char, to_date and to_timestamp: YYYY YY MM MON Mon MONTH Month DD DDD DY Dy
 * DAY Day D ID HH HH12 HH24 MI SS MS US AM PM Q WW IW IYYY, FM, and text in double quotes.
 */
final class TimeFormat {
  private static final String[] WORDS = {
    "MONTH", "Month", "month", "IYYY", "YYYY", "HH24", "HH12", "DDD", "DAY", "Day", "day", "MON",
    "Mon", "mon", "YY", "MM", "DD", "DY", "Dy", "dy", "HH", "MI", "SS", "MS", "US", "AM", "PM",
    "am", "pm", "WW", "IW", "ID", "FM", "Q", "D"
  };

  private TimeFormat() {}

  private static String wordAt(String format, int at) {
    for (String word : WORDS) {
      if (format.startsWith(word, at)) {
        return word;
      }
    }
    return "";
  }

  static String format(LocalDateTime time, String format) {
    StringBuilder out = new StringBuilder();
    boolean fill = true;
    for (int i = 0; i < format.length(); ) {
      char c = format.charAt(i);
      if (c == '"') {
        int end = format.indexOf('"', i + 1);
        int stop = end < 0 ? format.length() : end;
        out.append(format, i + 1, stop);
        i = stop + 1;
        continue;
      }
      String word = wordAt(format, i);
      if (word.equals("FM")) {
        fill = false;
      } else if (word.isEmpty()) {
        out.append(c);
      } else {
        out.append(field(time, word, fill));
      }
      i += Math.max(1, word.length());
    }
    return out.toString();
  }

  private static String field(LocalDateTime t, String word, boolean fill) {
    return switch (word) {
      case "YYYY" -> number(t.getYear(), 4, fill);
      case "IYYY" -> number(t.get(IsoFields.WEEK_BASED_YEAR), 4, fill);
      case "YY" -> number(t.getYear() % 100, 2, fill);
      case "MM" -> number(t.getMonthValue(), 2, fill);
      case "DD" -> number(t.getDayOfMonth(), 2, fill);
      case "DDD" -> number(t.getDayOfYear(), 3, fill);
      case "HH24" -> number(t.getHour(), 2, fill);
      case "HH", "HH12" -> number((t.getHour() + 11) % 12 + 1, 2, fill);
      case "MI" -> number(t.getMinute(), 2, fill);
      case "SS" -> number(t.getSecond(), 2, fill);
      case "MS" -> number(t.getNano() / 1_000_000, 3, fill);
      case "US" -> number(t.getNano() / 1000, 6, fill);
      case "Q" -> Integer.toString((t.getMonthValue() + 2) / 3);
      case "D" -> Integer.toString(t.getDayOfWeek().getValue() % 7 + 1);
      case "ID" -> Integer.toString(t.getDayOfWeek().getValue());
      case "WW" -> number((t.getDayOfYear() + 6) / 7, 2, fill);
      case "IW" -> number(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, fill);
      default -> name(t, word, fill);
    };
  }

  private static String name(LocalDateTime t, String word, boolean fill) {
    boolean isMonth = word.regionMatches(true, 0, "mon", 0, 3);
    boolean isHalf = word.length() == 2 && word.regionMatches(true, 1, "m", 0, 1);
    TextStyle style =
        word.length() > 3 || word.equalsIgnoreCase("day") ? TextStyle.FULL : TextStyle.SHORT;
    String name;
    if (isHalf) {
      name = t.getHour() < 12 ? "AM" : "PM";
    } else if (isMonth) {
      name = t.getMonth().getDisplayName(style, Locale.ENGLISH);
    } else {
      name = t.getDayOfWeek().getDisplayName(style, Locale.ENGLISH);
    }
    if (style == TextStyle.FULL && fill && !isHalf) {
      name = TextFunctions.rpad(name, 9);
    }
    if (Character.isLowerCase(word.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isLowerCase(word.charAt(1)) ? name : name.toUpperCase(Locale.ROOT);
  }

  private static String number(int value, int digits, boolean fill) {
    return fill ? TextFunctions.lpad(Integer.toString(value), digits, "0") : String.valueOf(value);
  }

  /** Reads numbers in the order of the template; separators must only be present. */
  static LocalDateTime parse(String text, String format) {
    int[] fields = {1, 1, 1, 0, 0, 0, 0};
    boolean afternoon = false;
    int at = 0;
    for (int i = 0; i < format.length(); ) {
      String word = wordAt(format, i);
      i += Math.max(1, word.length());
      if (word.isEmpty()) {
        at = Math.min(text.length(), at + 1);
        continue;
      }
      if (word.equals("FM")) {
        continue;
      }
      int end = at;
      int most = word.equals("YYYY") || word.equals("US") ? 6 : word.equals("MS") ? 3 : 2;
      most =
          word.equals("YYYY") && i < format.length() && wordAt(format, i).length() > 0 ? 4 : most;
      if (word.regionMatches(true, 0, "mon", 0, 3)) {
        end = wordEnd(text, at);
        fields[1] = month(text.substring(at, end), text);
      } else if (word.equalsIgnoreCase("am") || word.equalsIgnoreCase("pm")) {
        end = wordEnd(text, at);
        afternoon = text.substring(at, end).equalsIgnoreCase("pm");
      } else {
        while (end < text.length() && end < at + most && Character.isDigit(text.charAt(end))) {
          end++;
        }
        set(fields, word, text.substring(at, end), text);
      }
      at = end;
    }
    try {
      int hour = afternoon && fields[3] < 12 ? fields[3] + 12 : fields[3];
      return LocalDateTime.of(
          fields[0], fields[1], fields[2], hour, fields[4], fields[5], fields[6]);
    } catch (DateTimeException e) {
      throw TimeFunctions.outOfRange("date/time", text);
    }
  }

  private static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int month(String name, String text) {
    for (java.time.Month month : java.time.Month.values()) {
      String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      if (name.length() >= 3 && full.regionMatches(true, 0, name, 0, name.length())) {
        return month.getValue();
      }
    }
    throw invalid(text);
  }

  private static void set(int[] fields, String word, String digits, String text) {
    if (digits.isEmpty()) {
      throw invalid(text);
    }
    int value = Integer.parseInt(digits);
    switch (word) {
      case "YYYY" -> fields[0] = value;
      case "YY" -> fields[0] = value < 70 ? 2000 + value : 1900 + value;
      case "MM" -> fields[1] = value;
      case "DD" -> fields[2] = value;
      case "HH", "HH12", "HH24" -> fields[3] = value;
      case "MI" -> fields[4] = value;
      case "SS" -> fields[5] = value;
      case "MS" -> fields[6] = value * 1_000_000;
      case "US" -> fields[6] = value * 1000;
      default ->
          throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "template \"" + word + "\" cannot be read");
    }
  }

  private static KarstException invalid(String text) {
    return new KarstException(
        ErrorCode.INVALID_DATETIME, "invalid value for date/time template: \"" + text + "\"");
  }
}
