package io.karst.calcite.function;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * Upper and lower case, character by character as in PostgreSQL: a text keeps its length, and sharp
 * s has no upper case.
 */
public final class LetterCase {
  private LetterCase() {}

  static void register(FunctionTable table) {
    table.add(
        LetterCase.class,
        "upper(text):text",
        "upper",
        "lower(text):text",
        "lower",
        "initcap(text):text",
        "initcap");
  }

  public static String upper(String s) {
    return isAscii(s) ? s.toUpperCase(Locale.ROOT) : mapped(s, Character::toUpperCase);
  }

  public static String lower(String s) {
    return isAscii(s) ? s.toLowerCase(Locale.ROOT) : mapped(s, Character::toLowerCase);
  }

  /** First letters of words in upper case, others in lower case. */
  public static String initcap(String s) {
    boolean[] inWord = new boolean[1];
    return mapped(
        s,
        letter -> {
          int cased = inWord[0] ? Character.toLowerCase(letter) : Character.toUpperCase(letter);
          inWord[0] = Character.isLetterOrDigit(letter);
          return cased;
        });
  }

  private static boolean isAscii(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static String mapped(String s, IntUnaryOperator mapping) {
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i = s.offsetByCodePoints(i, 1)) {
      out.appendCodePoint(mapping.applyAsInt(s.codePointAt(i)));
    }
    return out.toString();
  }
}
