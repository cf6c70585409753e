package io.karst.jdbc;

import io.karst.storage.base.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be said about SQL text without parsing it: where its quoted parts and its ends are. */
public final class SqlText {
  private SqlText() {}

  /**
   * One statement of a script.
   *
   * @param text without the semicolon
   * @param line line of its first character in the script, from 1
   * @param column column of its first character, from 1
   */
  public record Piece(String text, int line, int column) {}

  /**
   * Splits a script at its semicolons, leaving out empty statements.
   *
   * @param script statements in PostgreSQL's lexical form
   */
  public static List<Piece> split(String script) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    while (start < script.length()) {
      int end = endOfStatement(script, start);
      int first = skipBlank(script, start);
      if (first < end) {
        pieces.add(piece(script, first, end));
      }
      start = end + 1;
    }
    return pieces;
  }

  /** Whether there is no statement: nothing but space, comments and semicolons. */
  static boolean isBlank(String sql) {
    int at = skipBlank(sql, 0);
    while (at < sql.length() && sql.charAt(at) == ';') {
      at = skipBlank(sql, at + 1);
    }
    return at == sql.length();
  }

  /** Index of the semicolon that ends the statement at {@code from}, or the text's length. */
  public static int endOfStatement(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      int next = skipQuoted(sql, at);
      if (next > at) {
        at = next;
      } else if (sql.charAt(at) == ';') {
        return at;
      } else {
        at++;
      }
    }
    return sql.length();
  }

  /** Whether the text ends inside a string, a quoted identifier or a comment. */
  public static boolean endsInsideQuotes(String sql) {
    int at = 0;
    while (at < sql.length()) {
      int next = skipQuoted(sql, at);
      if (next >= sql.length() && next > at) {
        return !isClosed(sql, at);
      }
      at = Math.max(next, at + 1);
    }
    return false;
  }

  /** The first word in upper case, e.g. {@code SELECT}; comments and parentheses are skipped. */
  public static String firstWord(String sql) {
    int start = skipBlank(sql, 0);
    while (start < sql.length() && sql.charAt(start) == '(') {
      start = skipBlank(sql, start + 1);
    }
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return sql.substring(start, end).toUpperCase(Locale.ROOT);
  }

  /** Whether the first word says that it is a query, which returns rows and changes nothing. */
  static boolean isQuery(String sql) {
    return switch (firstWord(sql)) {
      case "SELECT", "VALUES", "TABLE", "SHOW", "EXPLAIN" -> true;
      default -> false;
    };
  }

  /** Whether the first word says that it is INSERT, UPDATE, DELETE or MERGE. */
  static boolean mayBeChange(String sql) {
    if (!sql.isEmpty() && (sql.charAt(0) | 0x20) == 's') {
      return false; // SELECT, without making its first word
    }
    return switch (firstWord(sql)) {
      case "INSERT", "UPDATE", "DELETE", "MERGE", "UPSERT" -> true;
      default -> false;
    };
  }

  /** The text without a closing semicolon; an error if it holds several statements. */
  static String single(String sql) throws SQLException {
    if (sql.indexOf(';') < 0) {
      return sql;
    }
    List<Piece> pieces = split(sql);
    if (pieces.size() > 1) {
      throw SqlErrors.error(
          ErrorCode.SYNTAX_ERROR, "only one statement is possible here; found " + pieces.size());
    }
    int end = endOfStatement(sql, 0);
    return pieces.isEmpty() ? "" : sql.substring(0, end);
  }

  /**
   * The index behind the string, quoted identifier, dollar-quoted string or comment that begins at
   * {@code at}; {@code at} itself if none does.
   */
  static int skipQuoted(String sql, int at) {
    return switch (sql.charAt(at)) {
      case '\'' -> skipString(sql, at);
      case '"' -> skipUntil(sql, at + 1, "\"");
      case '$' -> skipDollarQuoted(sql, at);
      case '-' -> sql.startsWith("--", at) ? skipUntil(sql, at + 2, "\n") : at;
      case '/' -> sql.startsWith("/*", at) ? skipBlockComment(sql, at) : at;
      default -> at;
    };
  }

  /** Index of the first character at or behind {@code from} that is neither space nor comment. */
  static int skipBlank(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '-' || c == '/') {
        int next = skipQuoted(sql, at);
        if (next == at) {
          return at;
        }
        at = next;
      } else {
        return at;
      }
    }
    return at;
  }

  private static int skipString(String sql, int at) {
    boolean backslash =
        at > 0
            && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
            && (at == 1 || !isWordPart(sql.charAt(at - 2)));
    for (int i = at + 1; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\\' && backslash) {
        i++;
      } else if (c == '\'') {
        return i + 1;
      }
    }
    return sql.length();
  }

  /**
   * {@code $$...$$} or {@code $tag$...$tag$}; a {@code $} inside a word or before a digit is none.
   */
  private static int skipDollarQuoted(String sql, int at) {
    if (at > 0 && isWordPart(sql.charAt(at - 1))) {
      return at;
    }
    int end = at + 1;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    if (end >= sql.length() || sql.charAt(end) != '$') {
      return at;
    }
    return skipUntil(sql, end + 1, sql.substring(at, end + 1));
  }

  private static int skipUntil(String sql, int from, String end) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private static int skipBlockComment(String sql, int at) {
    int depth = 0;
    int i = at;
    while (i < sql.length()) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return sql.length();
  }

  private static boolean isClosed(String sql, int start) {
    String rest = sql.substring(start);
    return switch (rest.charAt(0)) {
      case '\'', '"' -> rest.length() > 1 && rest.charAt(rest.length() - 1) == rest.charAt(0);
      case '-' -> true;
      case '/' -> rest.length() > 3 && rest.endsWith("*/");
      default -> {
        String tag = rest.substring(0, rest.indexOf('$', 1) + 1);
        yield rest.length() >= 2 * tag.length() && rest.endsWith(tag);
      }
    };
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private static Piece piece(String script, int first, int end) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < first; i++) {
      if (script.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Piece(script.substring(first, end).stripTrailing(), line, first - lineStart + 1);
  }
}
