package io.karst.sql.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a template or of a text with parameters: names folded to lower case, single
 * characters, {@code ?} for a value. Anything else ends the text early.
 */
final class PointTokens {
  static final String END = "";
  static final String VALUE = "?";
  private static final char MARK = '\u0001';

  private final String text;
  private int at;
  private String token = END;
  private boolean odd;

  PointTokens(String text) {
    this.text = text;
    advance();
  }

  /** The present token. */
  String token() {
    return token;
  }

  /** Whether something was met that is no token here. */
  boolean isOdd() {
    return odd;
  }

  /** Skips the present token if it is this one. */
  boolean skip(String wanted) {
    if (!token.equals(wanted)) {
      return false;
    }
    advance();
    return true;
  }

  /** Takes a name, or null if there is none. */
  @Nullable String name() {
    if (token.isEmpty() || !isNameStart(token.charAt(0))) {
      return null;
    }
    String name = token;
    advance();
    return name;
  }

  private void advance() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      token = END;
      return;
    }
    char c = text.charAt(at);
    if (isNameStart(c)) {
      int start = at;
      while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
      token = text.substring(start, at).toLowerCase(Locale.ROOT);
      return;
    }
    if (c == MARK) {
      at += 2;
      token = VALUE;
      return;
    }
    if (c == '*' || c == ',' || c == '.' || c == '=' || c == '?') {
      at++;
      token = String.valueOf(c);
      return;
    }
    odd = true;
    token = END;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
