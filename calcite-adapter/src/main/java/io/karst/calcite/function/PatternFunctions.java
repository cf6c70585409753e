package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** LIKE and regular expressions. */
public final class PatternFunctions {
  private PatternFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        PatternFunctions.class,
        "regexp_like(text,text):bool",
        "matches",
        "regexp_like(text,text,text):bool",
        "matches",
        "substring(text,text):text?",
        "substring",
        "$like(text,text,text):bool",
        "like",
        "$ilike(text,text,text):bool",
        "likeIgnoringCase",
        "regexp_like_nocase(text,text):bool",
        "matchesIgnoringCase");
    PatternMatches.register(table);
  }

  public static boolean matches(String s, String regex) {
    return PatternDialect.compile(regex, "").matcher(s).find();
  }

  public static boolean matches(String s, String regex, String flags) {
    return PatternDialect.compile(regex, PatternMatches.options(flags, "regexp_like"))
        .matcher(s)
        .find();
  }

  public static boolean matchesIgnoringCase(String s, String regex) {
    return PatternDialect.compile(regex, "i").matcher(s).find();
  }

  public static @Nullable String substring(String s, String regex) {
    Matcher matcher = PatternDialect.compile(regex, "").matcher(s);
    if (!matcher.find()) {
      return null;
    }
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  }

  /** LIKE: {@code %} and {@code _} stand for texts unless the escape character is before them. */
  public static boolean like(String s, String pattern, String escape) {
    return likePattern(pattern, escape, Pattern.DOTALL).matcher(s).matches();
  }

  public static boolean likeIgnoringCase(String s, String pattern, String escape) {
    int flags = Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return likePattern(pattern, escape, flags).matcher(s).matches();
  }

  private static Pattern likePattern(String pattern, String escape, int flags) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new KarstException(
          ErrorCode.INVALID_ESCAPE, "invalid escape string: must be empty or one character");
    }
    StringBuilder regex = new StringBuilder();
    int literal = 0;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (!escape.isEmpty() && pattern.startsWith(escape, at)) {
        quote(regex, pattern.substring(literal, at));
        literal = at + escape.length();
        if (literal >= pattern.length()) {
          throw new KarstException(
              ErrorCode.INVALID_ESCAPE, "LIKE pattern must not end with escape character");
        }
        at = literal;
      } else if (c == '%' || c == '_') {
        quote(regex, pattern.substring(literal, at));
        regex.append(c == '%' ? ".*" : ".");
        literal = at + 1;
      }
    }
    quote(regex, pattern.substring(literal));
    return PatternDialect.compile(regex.toString(), flags);
  }

  private static void quote(StringBuilder regex, String literal) {
    if (!literal.isEmpty()) {
      regex.append(Pattern.quote(literal));
    }
  }
}
