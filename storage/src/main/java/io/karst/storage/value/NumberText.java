package io.karst.storage.value;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;

/** Booleans and numbers from text. No regular expressions: COPY reads every field through here. */
final class NumberText {
  private static final String[] TRUE_WORDS = {"true", "yes", "on"};
  private static final String[] FALSE_WORDS = {"false", "no", "off"};

  private NumberText() {}

  /** Whether a character is white space around values. */
  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Any unambiguous beginning of a word, any case; 1 and 0. */
  static boolean parseBoolean(ColumnType type, String text) {
    String word = trim(text);
    if (word.length() == 1) {
      switch (word.charAt(0)) {
        case 't', 'T', 'y', 'Y', '1' -> {
          return true;
        }
        case 'f', 'F', 'n', 'N', '0' -> {
          return false;
        }
        default -> throw ValueErrors.invalidText(type, text);
      }
    }
    if (beginsOne(TRUE_WORDS, word)) {
      return true;
    }
    if (beginsOne(FALSE_WORDS, word)) {
      return false;
    }
    throw ValueErrors.invalidText(type, text);
  }

  private static boolean beginsOne(String[] words, String beginning) {
    for (String word : words) {
      if (!beginning.isEmpty() && word.regionMatches(true, 0, beginning, 0, beginning.length())) {
        return true;
      }
    }
    return false;
  }

  /** An integer between two bounds, with sign and surrounding space. */
  static long parseLong(ColumnType type, String text, long min, long max) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    boolean negative = start < end && text.charAt(start) == '-';
    if (negative || (start < end && text.charAt(start) == '+')) {
      start++;
    }
    if (start == end) {
      throw ValueErrors.invalidText(type, text);
    }
    // Negative all along: the range is larger on that side.
    long value = 0;
    boolean overflow = false;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw ValueErrors.invalidText(type, text);
      }
      overflow |= value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit;
      value = value * 10 - digit;
    }
    overflow |= !negative && value == Long.MIN_VALUE;
    long result = negative ? value : -value;
    if (overflow || result < min || result > max) {
      throw ValueErrors.outOfRange(type, text);
    }
    return result;
  }

  static float parseReal(ColumnType type, String text) {
    String number = trim(text);
    double special = special(number);
    if (special != 0) {
      return (float) special;
    }
    checkFloat(type, number, text);
    float value;
    try {
      value = Float.parseFloat(number);
    } catch (NumberFormatException e) {
      throw ValueErrors.invalidText(type, text);
    }
    if (Float.isInfinite(value) || (value == 0 && hasDigitAboveZero(number))) {
      throw ValueErrors.outOfRange(type, text);
    }
    return value;
  }

  static double parseDouble(ColumnType type, String text) {
    String number = trim(text);
    double special = special(number);
    if (special != 0) {
      return special;
    }
    checkFloat(type, number, text);
    double value;
    try {
      value = Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw ValueErrors.invalidText(type, text);
    }
    if (Double.isInfinite(value) || (value == 0 && hasDigitAboveZero(number))) {
      throw ValueErrors.outOfRange(type, text);
    }
    return value;
  }

  /** NaN and the infinities by name, else 0. */
  private static double special(String text) {
    if (text.isEmpty() || text.charAt(text.length() - 1) <= '9') {
      return 0;
    }
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    boolean negative = text.charAt(0) == '-';
    int start = negative || text.charAt(0) == '+' ? 1 : 0;
    int length = text.length() - start;
    boolean infinite =
        (length == 8 && text.regionMatches(true, start, "infinity", 0, 8))
            || (length == 3 && text.regionMatches(true, start, "inf", 0, 3));
    if (!infinite) {
      return 0;
    }
    return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Refuses what Java takes and SQL does not: hexadecimal numbers and the suffixes d and f. */
  private static void checkFloat(ColumnType type, String number, String text) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      boolean known = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || (c | 32) == 'e';
      if (!known) {
        throw ValueErrors.invalidText(type, text);
      }
    }
  }

  private static boolean hasDigitAboveZero(String number) {
    for (int i = 0; i < number.length() && (number.charAt(i) | 32) != 'e'; i++) {
      if (number.charAt(i) >= '1' && number.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  static BigDecimal parseDecimal(ColumnType type, String text) {
    String number = trim(text);
    if (special(number) != 0) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "NaN and infinity as values of type " + type);
    }
    checkFloat(type, number, text);
    BigDecimal value;
    try {
      value = new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw ValueErrors.invalidText(type, text);
    }
    return NumberCoercion.limited(type, value);
  }
}
