package io.karst.shell;

import org.jspecify.annotations.Nullable;

/**
 * Cuts typed text into statements: a semicolon outside of strings, quoted names and comments ends
 * one. Feed it line by line, take statements out.
 */
final class StatementScanner {
  private final StringBuilder text = new StringBuilder();

  void append(String line) {
    text.append(line).append('\n');
  }

  /** The next complete statement without its semicolon, or null if none is complete. */
  @Nullable String next() {
    while (true) {
      int end = end(text);
      if (end < 0) {
        return null;
      }
      String statement = text.substring(0, end);
      text.delete(0, end + 1);
      if (!isBlank(statement)) {
        return statement.strip();
      }
    }
  }

  /** What is left without a semicolon, or null if that is nothing. */
  @Nullable String rest() {
    String rest = text.toString();
    text.setLength(0);
    return isBlank(rest) ? null : rest.strip();
  }

  boolean isEmpty() {
    return isBlank(text);
  }

  /** Whether the text has no statement that lacks its semicolon. */
  static boolean isComplete(CharSequence text) {
    StatementScanner scanner = new StatementScanner();
    scanner.text.append(text);
    String statement = scanner.next();
    while (statement != null) {
      statement = scanner.next();
    }
    return scanner.isEmpty();
  }

  /** Whether there is nothing but space and comments. */
  static boolean isBlank(CharSequence text) {
    return start(text) == text.length();
  }

  /** Index of the first character that is neither space nor comment; the length if none is. */
  static int start(CharSequence text) {
    int at = 0;
    while (at < text.length()) {
      int behind = behindComment(text, at);
      if (behind > at) {
        at = behind;
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int end(CharSequence text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int behind = at;
      if (c == '\'' || c == '"') {
        boolean escapes = c == '\'' && at > 0 && (text.charAt(at - 1) | 0x20) == 'e';
        behind = behindQuoted(text, at, c, escapes);
      } else if (c == '$') {
        behind = behindDollarQuoted(text, at);
      } else {
        behind = behindComment(text, at);
      }
      if (behind > at) {
        at = behind;
      } else if (c == ';') {
        return at;
      } else {
        at++;
      }
    }
    return -1;
  }

  private static int behindQuoted(CharSequence text, int at, char quote, boolean escapes) {
    for (int i = at + 1; i < text.length(); i++) {
      if (escapes && text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == quote) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static int behindDollarQuoted(CharSequence text, int at) {
    if (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
      return at;
    }
    int end = at + 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    if (end >= text.length() || text.charAt(end) != '$') {
      return at;
    }
    String tag = text.subSequence(at, end + 1).toString();
    int close = text.toString().indexOf(tag, end + 1);
    return close < 0 ? text.length() : close + tag.length();
  }

  private static int behindComment(CharSequence text, int at) {
    if (at + 1 >= text.length()) {
      return at;
    }
    if (text.charAt(at) == '-' && text.charAt(at + 1) == '-') {
      int end = at;
      while (end < text.length() && text.charAt(end) != '\n') {
        end++;
      }
      return end;
    }
    if (text.charAt(at) != '/' || text.charAt(at + 1) != '*') {
      return at;
    }
    int depth = 1;
    int end = at + 2;
    while (depth > 0 && end < text.length()) {
      boolean pair = end + 1 < text.length();
      if (pair && text.charAt(end) == '/' && text.charAt(end + 1) == '*') {
        depth++;
        end += 2;
      } else if (pair && text.charAt(end) == '*' && text.charAt(end + 1) == '/') {
        depth--;
        end += 2;
      } else {
        end++;
      }
    }
    return end;
  }
}
