package io.karst.calcite.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * PostgreSQL's advanced regular expressions as Java's: word boundaries, classes in brackets, {@code
 * ***=} and {@code ***:}, embedded and separate options. Of alternatives the first that matches
 * counts, not the longest.
 */
final class PatternDialect {
  private static final int INSENSITIVE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private static final Cache<String, Pattern> PATTERNS =
      Caffeine.newBuilder().maximumSize(500).build();

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int flags = Pattern.DOTALL | Pattern.UNIX_LINES;
  private boolean literal;
  private int at;

  private PatternDialect(String source) {
    this.source = source;
  }

  /**
   * The pattern of an expression.
   *
   * @param options letters as in regexp_match, without g
   */
  static Pattern compile(String regex, String options) {
    String key = options + '/' + regex;
    Pattern pattern = PATTERNS.getIfPresent(key);
    if (pattern == null) {
      PatternDialect dialect = new PatternDialect(regex);
      for (int i = 0; i < options.length(); i++) {
        dialect.option(options.charAt(i));
      }
      pattern = java(dialect.translated(), dialect.flags);
      PATTERNS.put(key, pattern);
    }
    return pattern;
  }

  /** A pattern in Java's own dialect. */
  static Pattern compile(String regex, int flags) {
    String key = (char) ('0' + flags) + "#" + regex;
    Pattern pattern = PATTERNS.getIfPresent(key);
    if (pattern == null) {
      pattern = java(regex, flags);
      PATTERNS.put(key, pattern);
    }
    return pattern;
  }

  private static Pattern java(String regex, int flags) {
    try {
      return Pattern.compile(regex, flags);
    } catch (PatternSyntaxException e) {
      throw new KarstException(
          ErrorCode.INVALID_REGULAR_EXPRESSION,
          "invalid regular expression: " + e.getDescription(),
          e);
    }
  }

  private void option(char letter) {
    switch (letter) {
      case 'i' -> flags |= INSENSITIVE;
      case 'c' -> flags &= ~INSENSITIVE;
      case 'n', 'm' -> flags = (flags & ~Pattern.DOTALL) | Pattern.MULTILINE;
      case 's' -> flags = (flags & ~Pattern.MULTILINE) | Pattern.DOTALL;
      case 'p' -> flags &= ~(Pattern.DOTALL | Pattern.MULTILINE);
      case 'w' -> flags |= Pattern.DOTALL | Pattern.MULTILINE;
      case 'x' -> flags |= Pattern.COMMENTS;
      case 't' -> flags &= ~Pattern.COMMENTS;
      case 'q' -> literal = true;
      case 'e', 'b' -> literal = false;
      default ->
          throw new KarstException(
              ErrorCode.INVALID_PARAMETER, "invalid regular expression option: \"" + letter + "\"");
    }
  }

  private String translated() {
    if (source.startsWith("***=")) {
      return Pattern.quote(source.substring(4));
    }
    at = source.startsWith("***:") ? 4 : 0;
    if (source.startsWith("(?", at) && at + 2 < source.length()) {
      int end = source.indexOf(')', at);
      boolean letters = end > at + 2;
      for (int i = at + 2; letters && i < end; i++) {
        letters = Character.isLetter(source.charAt(i));
      }
      if (letters) {
        for (int i = at + 2; i < end; i++) {
          option(source.charAt(i));
        }
        at = end + 1;
      }
    }
    if (literal) {
      return Pattern.quote(source.substring(at));
    }
    while (at < source.length()) {
      next();
    }
    return out.toString();
  }

  private void next() {
    char c = source.charAt(at);
    if (source.startsWith("[[:<:]]", at)) {
      boundary("\\b(?=\\w)", 7);
    } else if (source.startsWith("[[:>:]]", at)) {
      boundary("\\b(?<=\\w)", 7);
    } else if (c == '\\' && at + 1 < source.length()) {
      escape(source.charAt(at + 1));
    } else if (c == '[') {
      bracket();
    } else if (c == '$' && (flags & Pattern.MULTILINE) == 0) {
      boundary("\\z", 1);
    } else if (c == '{' && !(at + 1 < source.length() && isDigit(source.charAt(at + 1)))) {
      boundary("\\{", 1);
    } else {
      out.append(c);
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void boundary(String java, int length) {
    out.append(java);
    at += length;
  }

  private void escape(char c) {
    switch (c) {
      case 'm' -> boundary("\\b(?=\\w)", 2);
      case 'M' -> boundary("\\b(?<=\\w)", 2);
      case 'y' -> boundary("\\b", 2);
      case 'Y' -> boundary("\\B", 2);
      case 'Z' -> boundary("\\z", 2);
      case 'b' -> boundary("\\x08", 2);
      case 'B' -> boundary("\\\\", 2);
      default -> boundary(source.substring(at, at + 2), 2);
    }
  }

  /** A bracket expression: in it only a caret in front, ranges and classes are special. */
  private void bracket() {
    int start = at;
    out.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length() && (first || source.charAt(at) != ']')) {
      char c = source.charAt(at);
      if (source.startsWith("[:", at)) {
        characterClass();
      } else if (c == '\\' && at + 1 < source.length()) {
        out.append(source, at, at + 2);
        at += 2;
      } else {
        if ("[]&^".indexOf(c) >= 0 || (c == ' ' || c == '#')) {
          out.append('\\');
        }
        out.append(c);
        at++;
      }
      first = false;
    }
    if (at >= source.length()) {
      throw new KarstException(
          ErrorCode.INVALID_REGULAR_EXPRESSION,
          "invalid regular expression: brackets [] not balanced near \""
              + source.substring(start)
              + "\"");
    }
    out.append(']');
    at++;
  }

  private void characterClass() {
    int end = source.indexOf(":]", at);
    String name = end < 0 ? "" : source.substring(at + 2, end);
    String java =
        switch (name) {
          case "alpha" -> "\\p{IsAlphabetic}";
          case "digit" -> "\\d";
          case "alnum" -> "\\p{IsAlphabetic}\\d";
          case "upper" -> "\\p{Lu}";
          case "lower" -> "\\p{Ll}";
          case "space" -> "\\s";
          case "blank" -> "\\p{Blank}";
          case "punct" -> "\\p{Punct}";
          case "cntrl" -> "\\p{Cntrl}";
          case "graph" -> "\\p{Graph}";
          case "print" -> "\\p{Print}";
          case "xdigit" -> "\\p{XDigit}";
          case "word" -> "\\w";
          default ->
              throw new KarstException(
                  ErrorCode.INVALID_REGULAR_EXPRESSION,
                  "invalid regular expression: invalid character class");
        };
    out.append(java);
    at = end + 2;
  }
}
