package io.karst.calcite.parser;

import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script at its semicolons; those inside strings, quoted names, dollar quotes and comments
 * do not count. Parts that hold only space and comments are left out.
 */
public final class ScriptSplitter {
  private final String script;
  private int offset;
  private boolean blank = true;

  private ScriptSplitter(String script) {
    this.script = script;
  }

  /**
   * One statement of a script.
   *
   * @param text without the semicolon
   * @param line where the text begins in the script, from 1
   * @param column where the text begins in its line, from 1
   */
  public record Part(String text, int line, int column) {
    /** Moves an error's position in the text to its position in the script. */
    KarstException relocate(KarstException error) {
      if (!error.hasPosition()) {
        return error;
      }
      int shifted = error.line() == 1 ? error.column() + column - 1 : error.column();
      return error.withPosition(error.line() + line - 1, shifted);
    }
  }

  /** Returns the statements of a script. */
  public static List<String> split(String script) {
    List<String> texts = new ArrayList<>();
    for (Part part : parts(script)) {
      texts.add(part.text());
    }
    return texts;
  }

  /** Returns the statements of a script with their places. */
  public static List<Part> parts(String script) {
    ScriptSplitter splitter = new ScriptSplitter(script);
    List<Part> parts = new ArrayList<>();
    int start = 0;
    while (start < script.length()) {
      splitter.toSemicolon();
      int end = splitter.offset;
      if (!splitter.blank) {
        int begin = start;
        while (Character.isWhitespace(script.charAt(begin))) {
          begin++;
        }
        parts.add(part(script, begin, end));
      }
      start = end + 1;
      splitter.offset = start;
    }
    return parts;
  }

  private static Part part(String script, int begin, int end) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < begin; i++) {
      if (script.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Part(script.substring(begin, end).stripTrailing(), line, begin - lineStart + 1);
  }

  /**
   * Returns line and column of quoted text or a comment that does not end; empty if there is none.
   */
  static int[] unterminated(String sql) {
    ScriptSplitter splitter = new ScriptSplitter(sql);
    while (splitter.offset < sql.length()) {
      int start = splitter.offset;
      int end = splitter.tokenEnd();
      if (end < 0) {
        Part place = part(sql, start, sql.length());
        return new int[] {place.line(), place.column()};
      }
      splitter.offset = end;
    }
    return new int[0];
  }

  private void toSemicolon() {
    blank = true;
    while (offset < script.length() && script.charAt(offset) != ';') {
      char first = script.charAt(offset);
      boolean comment = script.startsWith("--", offset) || script.startsWith("/*", offset);
      int end = tokenEnd();
      blank &= comment || Character.isWhitespace(first);
      offset = end < 0 ? script.length() : end;
    }
  }

  /** The end of what begins at the offset; -1 if it does not end. */
  private int tokenEnd() {
    char first = script.charAt(offset);
    return switch (first) {
      case '\'' -> quoted('\'', isEscapeString());
      case '"' -> quoted('"', false);
      case '-' -> script.startsWith("--", offset) ? lineEnd() : offset + 1;
      case '/' -> script.startsWith("/*", offset) ? after("*/", offset + 2) : offset + 1;
      case '$' -> dollarQuoted();
      default -> Character.isLetterOrDigit(first) || first == '_' ? wordEnd() : offset + 1;
    };
  }

  /** Whether the quote is that of E'...', where a backslash escapes. */
  private boolean isEscapeString() {
    if (offset == 0 || Character.toUpperCase(script.charAt(offset - 1)) != 'E') {
      return false;
    }
    return offset == 1 || !isWordPart(script.charAt(offset - 2));
  }

  private int quoted(char quote, boolean backslash) {
    int i = offset + 1;
    while (i < script.length()) {
      char c = script.charAt(i);
      if (backslash && c == '\\') {
        i += 2;
      } else if (c != quote) {
        i++;
      } else if (i + 1 < script.length() && script.charAt(i + 1) == quote) {
        i += 2;
      } else {
        return i + 1;
      }
    }
    return -1;
  }

  private int dollarQuoted() {
    int i = offset + 1;
    while (i < script.length()
        && (script.charAt(i) == '_' || Character.isLetterOrDigit(script.charAt(i)))) {
      i++;
    }
    boolean tag = i == offset + 1 || !Character.isDigit(script.charAt(offset + 1));
    if (!tag || i >= script.length() || script.charAt(i) != '$') {
      return offset + 1;
    }
    return after(script.substring(offset, i + 1), i + 1);
  }

  private int after(String end, int from) {
    int found = script.indexOf(end, from);
    return found < 0 ? -1 : found + end.length();
  }

  private int lineEnd() {
    int end = script.indexOf('\n', offset);
    return end < 0 ? script.length() : end;
  }

  /** A word; a dollar inside begins no string. */
  private int wordEnd() {
    int i = offset;
    while (i < script.length() && isWordPart(script.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
