package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The templates of to_char, to_date and to_timestamp: PostgreSQL's patterns. */
final class TimeFormat {
  private static final String[] WORDS = {
    "MONTH", "Month", "month", "Y,YYY", "SSSSS", "SSSS", "IYYY", "YYYY", "HH24", "HH12", "IDDD",
    "A.M.", "P.M.", "a.m.", "p.m.", "A.D.", "B.C.", "a.d.", "b.c.", "DDD", "DAY", "Day", "day",
    "MON", "Mon", "mon", "YYY", "IYY", "TZH", "TZM", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6", "YY",
    "IY", "MM", "DD", "DY", "Dy", "dy", "HH", "MI", "SS", "MS", "US", "AM", "PM", "am", "pm", "AD",
    "BC", "ad", "bc", "WW", "IW", "ID", "FM", "TM", "CC", "RM", "rm", "TZ", "tz", "OF", "Q", "D",
    "W", "J", "Y", "I"
  };

  private TimeFormat() {}

  private static String wordAt(String format, int at) {
    for (String word : WORDS) {
      if (format.startsWith(word, at)) {
        return word;
      }
    }
    for (String word : WORDS) {
      if (format.regionMatches(true, at, word, 0, word.length())) {
        return word;
      }
    }
    return "";
  }

  static String format(LocalDateTime time, String format) {
    return format(time, format, null);
  }

  /** A time as text; with an instant's zone the patterns of zones are known. */
  static String format(LocalDateTime time, String format, @Nullable ZoneId zone) {
    return format(
        format,
        (word, fill) ->
            word.startsWith("TZ") || word.equals("tz") || word.equals("OF")
                ? TimeFormatFields.zone(time, word, zone)
                : TimeFormatFields.field(time, word, fill));
  }

  static String format(Interval interval, String format) {
    return format(format, (word, fill) -> IntervalFormatFields.field(interval, word, fill));
  }

  /** The texts of patterns. */
  private interface Fields {
    String text(String word, boolean fill);
  }

  private static String format(String format, Fields fields) {
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
      i += Math.max(1, word.length());
      if (word.equals("FM") || word.equals("TM")) {
        fill = false;
        continue;
      }
      if (word.isEmpty()) {
        out.append(c);
      } else {
        String text = fields.text(word, fill);
        boolean number = !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
        boolean ordinal = number && format.regionMatches(true, i, "TH", 0, 2);
        out.append(text);
        if (ordinal) {
          out.append(TimeFormatFields.ordinal(text, format.charAt(i) == 't'));
          i += 2;
        }
      }
      fill = true;
    }
    return out.toString();
  }

  /** Reads numbers in the order of the template; separators must only be present. */
  static LocalDateTime parse(String text, String format) {
    int[] fields = {1, 1, 1, 0, 0, 0, 0};
    boolean afternoon = false;
    int at = 0;
    for (int i = 0; i < format.length(); ) {
      if (format.charAt(i) == '"') {
        int close = format.indexOf('"', i + 1);
        int stop = close < 0 ? format.length() : close;
        at = Math.min(text.length(), at + stop - i - 1);
        i = stop + 1;
        continue;
      }
      String word = wordAt(format, i);
      i += Math.max(1, word.length());
      if (word.isEmpty()) {
        at = Math.min(text.length(), at + 1);
        continue;
      }
      if (word.equals("FM") || word.equals("TM")) {
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
