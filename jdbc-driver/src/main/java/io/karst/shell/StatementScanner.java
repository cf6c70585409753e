package io.karst.shell;

import org.jspecify.annotations.Nullable;

/**
 * Cuts typed text into statements: a semicolon outside of strings, quoted names and comments ends
 * one. Feed it line by line, take statements out.
 */
final class StatementScanner {
  private final StringBuilder text = new StringBuilder();

  /** No statement ends before this index, which is not inside of a token. */
  private int scanned;

  /** Line of the first character of the text, and of the statement returned last; from 1. */
  private int textLine = 1;

  private int statementLine = 1;

  void append(String line) {
    text.append(line).append('\n');
  }

  /** The next complete statement without its semicolon, or null if none is complete. */
  @Nullable String next() {
    while (true) {
      int end = end();
      if (end < 0) {
        return null;
      }
      String statement = take(end, end + 1);
      if (!isBlank(statement)) {
        return statement.strip();
      }
    }
  }

  private String take(int end, int behind) {
    String taken = text.substring(0, end);
    int start = 0;
    while (start < end && Character.isWhitespace(taken.charAt(start))) {
      start++;
    }
    statementLine = textLine + lines(taken, start);
    textLine += lines(taken, end);
    text.delete(0, behind);
    scanned = 0;
    return taken;
  }

  private static int lines(String text, int end) {
    int lines = 0;
    for (int i = 0; i < end; i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** The line on which the statement returned last begins. */
  int statementLine() {
    return statementLine;
  }

  /** Forgets space and comments that are left, and says which line comes next. */
  void continueAt(int line) {
    text.setLength(0);
    scanned = 0;
    textLine = line;
  }

  /** What is left without a semicolon, or null if that is nothing. */
  @Nullable String rest() {
    String rest = take(text.length(), text.length());
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

  private int end() {
    int at = scanned;
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
        scanned = behind < text.length() ? behind : at;
        at = behind;
      } else if (c == ';') {
        return at;
      } else {
        at++;
        scanned = at;
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

  private static int behindDollarQuoted(StringBuilder text, int at) {
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
    String tag = text.substring(at, end + 1);
    int close = text.indexOf(tag, end + 1);
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
