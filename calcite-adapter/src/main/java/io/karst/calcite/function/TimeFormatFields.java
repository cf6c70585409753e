package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values of to_char's patterns for dates and times. */
final class TimeFormatFields {
  private static final String[] ROMAN = {
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"
  };

  private TimeFormatFields() {}

  static String field(LocalDateTime t, String word, boolean fill) {
    return switch (word) {
      case "YYYY" -> number(t.getYear(), 4, fill);
      case "Y,YYY" -> t.getYear() / 1000 + "," + number(t.getYear() % 1000, 3, true);
      case "YYY" -> number(t.getYear() % 1000, 3, fill);
      case "YY" -> number(t.getYear() % 100, 2, fill);
      case "Y" -> number(t.getYear() % 10, 1, fill);
      case "IYYY" -> number(t.get(IsoFields.WEEK_BASED_YEAR), 4, fill);
      case "IYY" -> number(t.get(IsoFields.WEEK_BASED_YEAR) % 1000, 3, fill);
      case "IY" -> number(t.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, fill);
      case "I" -> number(t.get(IsoFields.WEEK_BASED_YEAR) % 10, 1, fill);
      case "CC" -> number((t.getYear() + 99) / 100, 2, fill);
      case "MM" -> number(t.getMonthValue(), 2, fill);
      case "DD" -> number(t.getDayOfMonth(), 2, fill);
      case "DDD" -> number(t.getDayOfYear(), 3, fill);
      case "IDDD" ->
          number(
              7 * t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) - 7 + t.getDayOfWeek().getValue(),
              3,
              fill);
      case "Q" -> Integer.toString((t.getMonthValue() + 2) / 3);
      case "D" -> Integer.toString(t.getDayOfWeek().getValue() % 7 + 1);
      case "ID" -> Integer.toString(t.getDayOfWeek().getValue());
      case "W" -> Integer.toString((t.getDayOfMonth() + 6) / 7);
      case "WW" -> number((t.getDayOfYear() + 6) / 7, 2, fill);
      case "IW" -> number(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, fill);
      case "J" -> Long.toString(t.getLong(JulianFields.JULIAN_DAY));
      default -> time(t, word, fill);
    };
  }

  private static String time(LocalDateTime t, String word, boolean fill) {
    int micros = t.getNano() / 1000;
    return switch (word) {
      case "HH24" -> number(t.getHour(), 2, fill);
      case "HH", "HH12" -> number((t.getHour() + 11) % 12 + 1, 2, fill);
      case "MI" -> number(t.getMinute(), 2, fill);
      case "SS" -> number(t.getSecond(), 2, fill);
      case "SSSS", "SSSSS" -> Integer.toString(t.toLocalTime().toSecondOfDay());
      case "MS", "FF3" -> number(micros / 1000, 3, true);
      case "US", "FF6" -> number(micros, 6, true);
      case "FF1", "FF2", "FF4", "FF5" -> number(micros, 6, true).substring(0, word.charAt(2) - '0');
      default -> name(t, word, fill);
    };
  }

  private static String name(LocalDateTime t, String word, boolean fill) {
    boolean afternoon = t.getHour() >= 12;
    String name =
        switch (word.toUpperCase(Locale.ROOT)) {
          case "AM", "PM" -> afternoon ? "PM" : "AM";
          case "A.M.", "P.M." -> afternoon ? "P.M." : "A.M.";
          case "AD", "BC" -> "AD";
          case "A.D.", "B.C." -> "A.D.";
          case "RM" -> padded(ROMAN[t.getMonthValue() - 1], 4, fill);
          case "MON" -> t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
          case "MONTH" ->
              padded(t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 9, fill);
          case "DY" -> t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
          default ->
              padded(t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 9, fill);
        };
    if (Character.isLowerCase(word.charAt(0))) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isLowerCase(word.charAt(1)) ? name : name.toUpperCase(Locale.ROOT);
  }

  private static String padded(String name, int width, boolean fill) {
    return fill ? TextFunctions.rpad(name, width) : name;
  }

  private static String number(int value, int digits, boolean fill) {
    return fill ? TextFunctions.lpad(Integer.toString(value), digits, "0") : String.valueOf(value);
  }

  /** The ending of an ordinal number. */
  static String ordinal(String number, boolean lower) {
    int value = Integer.parseInt(number.substring(Math.max(0, number.length() - 2)));
    boolean teen = value / 10 == 1;
    String ending =
        switch (teen ? 0 : value % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return lower ? ending : ending.toUpperCase(Locale.ROOT);
  }

  /** The name of a zone or its distance from UTC; times without zone show nothing. */
  static String zone(LocalDateTime t, String word, @Nullable ZoneId zone) {
    if (zone == null) {
      if (word.equalsIgnoreCase("TZ")) {
        return "";
      }
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "to_char of " + word + " needs a time with time zone");
    }
    int seconds = zone.getRules().getOffset(t).getTotalSeconds();
    int minutes = Math.abs(seconds) / 60;
    String hours = (seconds < 0 ? "-" : "+") + number(minutes / 60, 2, true);
    return switch (word) {
      case "TZH" -> hours;
      case "TZM" -> number(minutes % 60, 2, true);
      case "OF" -> minutes % 60 == 0 ? hours : hours + ":" + number(minutes % 60, 2, true);
      default -> {
        boolean daylight = zone.getRules().isDaylightSavings(t.atZone(zone).toInstant());
        String name =
            java.util.TimeZone.getTimeZone(zone)
                .getDisplayName(daylight, java.util.TimeZone.SHORT, Locale.ENGLISH);
        yield word.equals("tz") ? name.toLowerCase(Locale.ROOT) : name;
      }
    };
  }
}
