package io.karst.calcite.function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
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
