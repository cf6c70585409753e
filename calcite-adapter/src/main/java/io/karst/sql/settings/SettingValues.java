package io.karst.sql.settings;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;

/** Checks values of settings and brings them to one spelling. */
final class SettingValues {
  private SettingValues() {}

  /**
   * The normalised value.
   *
   * @throws KarstException 22023 if the setting does not take it, or is read-only
   */
  static String normalise(Setting setting, String value) {
    String text = value.trim();
    return switch (setting.kind()) {
      case TEXT -> text(setting, text);
      case BOOLEAN -> bool(setting, text);
      case INTEGER -> integer(setting, text);
      case DURATION -> Long.toString(amount(setting, text, false));
      case MEMORY -> Long.toString(amount(setting, text, true));
      case ENUM -> choice(setting, text);
      case READ_ONLY ->
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER,
              "parameter \"" + setting.name() + "\" cannot be changed");
    };
  }

  private static String text(Setting setting, String text) {
    if (!setting.name().equals(SettingTable.TIME_ZONE)) {
      return text;
    }
    if (text.equalsIgnoreCase("local") || text.equalsIgnoreCase("default")) {
      return ZoneId.systemDefault().getId();
    }
    try {
      return ZoneId.of(text, ZoneId.SHORT_IDS).getId();
    } catch (DateTimeException e) {
      throw invalid(setting, text);
    }
  }

  private static String bool(Setting setting, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1", "t", "y" -> "on";
      case "off", "false", "no", "0", "f", "n" -> "off";
      default -> throw invalid(setting, text);
    };
  }

  private static String integer(Setting setting, String text) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw invalid(setting, text);
    }
    int least = least(setting);
    if (number < least) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER,
          number + " is below the least value of \"" + setting.name() + "\", " + least);
    }
    return Integer.toString(number);
  }

  private static int least(Setting setting) {
    return switch (setting.name()) {
      case SettingTable.JOIN_COLLAPSE_LIMIT -> 1;
      case "extra_float_digits" -> -15;
      default -> 0;
    };
  }

  private static String choice(Setting setting, String text) {
    String wanted = text.toLowerCase(Locale.ROOT).replace('_', ' ');
    if (setting.name().equals(SettingTable.ISOLATION)) {
      if (wanted.equals("snapshot")) {
        return "repeatable read";
      }
      if (wanted.equals("read uncommitted")) {
        return "read committed";
      }
    }
    for (String allowed : setting.allowed()) {
      if (allowed.equalsIgnoreCase(wanted)) {
        return allowed;
      }
    }
    throw invalid(setting, text).withHint("Available values: " + setting.allowed() + ".");
  }

  private static long amount(Setting setting, String text, boolean memory) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    String unit = text.substring(digits).trim().toLowerCase(Locale.ROOT);
    try {
      long number = Long.parseLong(text.substring(0, digits));
      return Math.multiplyExact(number, memory ? bytes(unit) : millis(unit));
    } catch (NumberFormatException | ArithmeticException e) {
      throw invalid(setting, text);
    }
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "", "b" -> 1;
      case "kb", "k" -> 1L << 10;
      case "mb", "m" -> 1L << 20;
      case "gb", "g" -> 1L << 30;
      case "tb", "t" -> 1L << 40;
      default -> throw new NumberFormatException(unit);
    };
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "", "ms" -> 1;
      case "s" -> 1000;
      case "min" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> throw new NumberFormatException(unit);
    };
  }

  private static KarstException invalid(Setting setting, String value) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER,
        "invalid value for parameter \"" + setting.name() + "\": \"" + value + "\"");
  }
}
