package io.karst.sql.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits the text of a statement into a template and the literals that were written in it. One pass
 * over the characters; not thread-safe, used again for each statement of a session.
 *
 * <p>A template is the text with each literal replaced by a mark of its class: text, integer, long,
 * decimal. Whether a plan may take a literal as a parameter is decided by the planner when it sees
 * the first text of a template: here it is enough that two texts of one template differ in the
 * values of literals and in nothing else.
 */
public final class TemplateLexer {
  private static final int LONGEST_TEXT = 8192;
  private static final int MOST_LITERALS = 128;
  private static final int LONGEST_INTEGER = 18;
  private static final char MARK = '\u0001';

  private String sql = "";
  private char[] out = new char[256];
  private int length;
  private int at;
  private Object[] values = new Object[8];
  private int[] starts = new int[8];
  private int count;
  private boolean afterOperator;
  private boolean decimals;

  /**
   * Reads a text.
   *
   * @return whether it is a template: a SELECT, INSERT, UPDATE or DELETE with literals and without
   *     anything that could hide one
   */
  public boolean scan(String text) {
    sql = text;
    length = 0;
    at = 0;
    count = 0;
    afterOperator = false;
    if (text.length() > LONGEST_TEXT || !startsWell()) {
      return false;
    }
    if (out.length < text.length() + 16) {
      out = new char[2 * text.length() + 16];
    }
    while (at < text.length()) {
      if (!token(text.charAt(at)) || count > MOST_LITERALS) {
        return false;
      }
    }
    return count > 0;
  }

  /** The template of the text read last. */
  public String template() {
    return new String(out, 0, length);
  }

  /** The values of its literals, in order. */
  public Object[] values() {
    return Arrays.copyOf(values, count);
  }

  /** Its literals with their places in the text. */
  public List<TemplateLiteral> literals() {
    List<TemplateLiteral> literals = new ArrayList<>(count);
    int line = 1;
    int lineStart = 0;
    int from = 0;
    for (int i = 0; i < count; i++) {
      for (; from < starts[i]; from++) {
        if (sql.charAt(from) == '\n') {
          line++;
          lineStart = from + 1;
        }
      }
      literals.add(new TemplateLiteral(values[i], line, starts[i] - lineStart + 1));
    }
    return literals;
  }

  private boolean startsWell() {
    int first = 0;
    while (first < sql.length() && isBlank(sql.charAt(first))) {
      first++;
    }
    decimals = isWord(first, "INSERT") || isWord(first, "UPDATE");
    return decimals || isWord(first, "SELECT") || isWord(first, "DELETE");
  }

  private boolean isWord(int from, String word) {
    int end = from + word.length();
    return sql.regionMatches(true, from, word, 0, word.length())
        && (end == sql.length() || !isName(sql.charAt(end)));
  }

  /** Reads one token; false if the text is no template. */
  private boolean token(char c) {
    if (isBlank(c)) {
      copy(1);
      return true;
    }
    if (isNameStart(c)) {
      return name();
    }
    if (isDigit(c)) {
      return number();
    }
    switch (c) {
      case '\'' -> {
        return text();
      }
      case '"' -> {
        return quotedName();
      }
      case '(', ',', '=', '<', '>' -> afterOperator = true;
      case '-', '/' -> {
        boolean comment = next(1) == '-' || next(1) == '*';
        if (comment) {
          return false;
        }
        afterOperator = afterOperator && c == '-'; // the sign of a number
      }
      case '.' -> {
        if (isDigit(next(1))) {
          return false;
        }
        afterOperator = false;
      }
      case ')', '[', ']', '+', '*', '%', '|', ':', '!', '~', '^' -> afterOperator = false;
      default -> {
        // Parameters, dollar quotes, escapes, several statements, control characters.
        return false;
      }
    }
    copy(1);
    return true;
  }

  private boolean name() {
    int end = at + 1;
    while (end < sql.length() && isName(sql.charAt(end))) {
      end++;
    }
    int size = end - at;
    if (end < sql.length() && (sql.charAt(end) == '\'' || sql.charAt(end) == '&')) {
      return false; // E'...', X'...', U&'...'
    }
    afterOperator = (size == 3 && isWord(at, "AND")) || (size == 7 && isWord(at, "BETWEEN"));
    copy(size);
    return true;
  }

  private boolean quotedName() {
    int end = sql.indexOf('"', at + 1);
    if (end < 0) {
      return false;
    }
    afterOperator = false;
    copy(end + 1 - at);
    return true;
  }

  private boolean number() {
    int end = at;
    while (end < sql.length() && isDigit(sql.charAt(end))) {
      end++;
    }
    boolean whole = true;
    if (end + 1 < sql.length() && sql.charAt(end) == '.' && isDigit(sql.charAt(end + 1))) {
      whole = false;
      end++;
      while (end < sql.length() && isDigit(sql.charAt(end))) {
        end++;
      }
    }
    if (end < sql.length() && (isName(sql.charAt(end)) || sql.charAt(end) == '.')) {
      return false;
    }
    boolean taken = afterOperator && (whole ? end - at <= LONGEST_INTEGER : decimals);
    afterOperator = false;
    if (!taken) {
      copy(end - at);
      return true;
    }
    if (!whole) {
      take(new BigDecimal(sql.substring(at, end)), 'd', end);
      return true;
    }
    long value = 0;
    for (int i = at; i < end; i++) {
      value = 10 * value + (sql.charAt(i) - '0');
    }
    if (value <= Integer.MAX_VALUE) {
      take((int) value, 'i', end);
    } else {
      take(value, 'l', end);
    }
    return true;
  }

  private boolean text() {
    int end = at + 1;
    boolean doubled = false;
    while (true) {
      end = sql.indexOf('\'', end);
      if (end < 0) {
        return false;
      }
      if (end + 1 < sql.length() && sql.charAt(end + 1) == '\'') {
        doubled = true;
        end += 2;
        continue;
      }
      break;
    }
    end++;
    if (!afterOperator) {
      // After a name it may be a typed literal, after a text its continuation.
      copy(end - at);
      return true;
    }
    afterOperator = false;
    if (continues(end)) {
      return false;
    }
    if (sql.charAt(end - 2) == ' ') {
      // Blanks at its end count or not, as the column is.
      copy(end - at);
      return true;
    }
    String raw = sql.substring(at + 1, end - 1);
    take(doubled ? raw.replace("''", "'") : raw, 's', end);
    return true;
  }

  /** Whether another text follows: two texts on two lines are one. */
  private boolean continues(int from) {
    int i = from;
    while (i < sql.length() && isBlank(sql.charAt(i))) {
      i++;
    }
    return i < sql.length() && sql.charAt(i) == '\'';
  }

  private void take(Object value, char kind, int end) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
    }
    values[count] = value;
    starts[count++] = at;
    if (length + 2 > out.length) {
      out = Arrays.copyOf(out, 2 * out.length);
    }
    out[length++] = MARK;
    out[length++] = kind;
    at = end;
  }

  private void copy(int characters) {
    if (length + characters > out.length) {
      out = Arrays.copyOf(out, 2 * (length + characters));
    }
    sql.getChars(at, at + characters, out, length);
    length += characters;
    at += characters;
  }

  private char next(int distance) {
    int index = at + distance;
    return index < sql.length() ? sql.charAt(index) : ' ';
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

  private static boolean isName(char c) {
    return isNameStart(c) || isDigit(c) || c == '$';
  }
}
