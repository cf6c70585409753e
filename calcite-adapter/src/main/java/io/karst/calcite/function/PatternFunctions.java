package io.karst.calcite.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions; Java's dialect, which is close to PostgreSQL's. */
public final class PatternFunctions {
  private static final Cache<String, Pattern> PATTERNS =
      Caffeine.newBuilder().maximumSize(500).build();

  private PatternFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        PatternFunctions.class,
        "regexp_replace(text,text,text):text",
        "replace",
        "regexp_replace(text,text,text,text):text",
        "replace",
        "regexp_like(text,text):bool",
        "matches",
        "regexp_substr(text,text):text?",
        "substring",
        "substring(text,text):text?",
        "substring",
        "regexp_match(text,text):textarray?",
        "match",
        "regexp_split_to_array(text,text):textarray",
        "split",
        "regexp_instr(text,text):int4",
        "position",
        "$like(text,text,text):bool",
        "like",
        "$ilike(text,text,text):bool",
        "likeIgnoringCase",
        "regexp_count(text,text):int4",
        "count",
        "regexp_like_nocase(text,text):bool",
        "matchesIgnoringCase");
  }

  static Pattern compile(String regex, int flags) {
    String key = (char) ('0' + flags) + regex;
    Pattern pattern = PATTERNS.getIfPresent(key);
    if (pattern == null) {
      try {
        pattern = Pattern.compile(regex, flags);
      } catch (PatternSyntaxException e) {
        throw new KarstException(
            ErrorCode.INVALID_PARAMETER, "invalid regular expression: " + e.getDescription(), e);
      }
      PATTERNS.put(key, pattern);
    }
    return pattern;
  }

  public static boolean matches(String s, String regex) {
    return compile(regex, 0).matcher(s).find();
  }

  public static boolean matchesIgnoringCase(String s, String regex) {
    return compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(s).find();
  }

  public static @Nullable String substring(String s, String regex) {
    Matcher matcher = compile(regex, 0).matcher(s);
    if (!matcher.find()) {
      return null;
    }
    return matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
  }

  /** The groups of the first match, or the whole match if there are none. */
  public static @Nullable List<?> match(String s, String regex) {
    Matcher matcher = compile(regex, 0).matcher(s);
    if (!matcher.find()) {
      return null;
    }
    List<@Nullable String> groups = new ArrayList<>();
    for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return groups;
  }

  public static List<?> split(String s, String regex) {
    return Arrays.asList(compile(regex, 0).split(s, -1));
  }

  /** Position of the first match, 0 if there is none. */
  public static int position(String s, String regex) {
    Matcher matcher = compile(regex, 0).matcher(s);
    return matcher.find() ? s.codePointCount(0, matcher.start()) + 1 : 0;
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
    return compile(regex.toString(), flags);
  }

  private static void quote(StringBuilder regex, String literal) {
    if (!literal.isEmpty()) {
      regex.append(Pattern.quote(literal));
    }
  }

  public static int count(String s, String regex) {
    Matcher matcher = compile(regex, 0).matcher(s);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  /** Replaces the first match. */
  public static String replace(String s, String regex, String replacement) {
    return replace(s, regex, replacement, "");
  }

  /**
   * Replaces matches; {@code \1} .. {@code \9} and {@code \&} stand for groups and the match.
   *
   * @param flags g = all matches, i = ignore case
   */
  public static String replace(String s, String regex, String replacement, String flags) {
    int bits = flags.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    Matcher matcher = compile(regex, bits).matcher(s);
    String java = javaReplacement(replacement);
    return flags.indexOf('g') >= 0 ? matcher.replaceAll(java) : matcher.replaceFirst(java);
  }

  private static String javaReplacement(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '$') {
        out.append("\\$");
      } else if (c == '\\' && i + 1 < text.length()) {
        char next = text.charAt(++i);
        if (Character.isDigit(next)) {
          out.append('$').append(next);
        } else if (next == '&') {
          out.append("$0");
        } else {
          out.append('\\').append(next);
        }
      } else {
        out.append(c == '\\' ? "\\\\" : String.valueOf(c));
      }
    }
    return out.toString();
  }
}
