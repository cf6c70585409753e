package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The functions {@code regexp_...}: matches of a pattern, found, counted, replaced. */
public final class PatternMatches {
  private PatternMatches() {}

  static void register(FunctionTable table) {
    Class<?> holder = PatternMatches.class;
    String texts = "text,text";
    String[] later = {"", ",int4", ",int4,int4", ",int4,int4,int4"};
    table.add(holder, "regexp_match(text,text):textarray?", "match");
    table.add(holder, "regexp_match(text,text,text):textarray?", "match");
    table.add(holder, "regexp_split_to_array(text,text):textarray", "split");
    table.add(holder, "regexp_split_to_array(text,text,text):textarray", "split");
    for (int i = 0; i < 2; i++) {
      table.add(holder, "regexp_count(" + texts + later[i] + "):int4", "count");
    }
    table.add(holder, "regexp_count(text,text,int4,text):int4", "count");
    for (int i = 0; i < 4; i++) {
      table.add(holder, "regexp_instr(" + texts + later[i] + "):int4", "position");
    }
    table.add(holder, "regexp_instr(text,text,int4,int4,int4,text):int4", "position");
    table.add(holder, "regexp_instr(text,text,int4,int4,int4,text,int4):int4", "position");
    for (int i = 0; i < 3; i++) {
      table.add(holder, "regexp_substr(" + texts + later[i] + "):text?", "part");
    }
    table.add(holder, "regexp_substr(text,text,int4,int4,text):text?", "part");
    table.add(holder, "regexp_substr(text,text,int4,int4,text,int4):text?", "part");
    table.add(holder, "regexp_replace(text,text,text):text", "replace");
    table.add(holder, "regexp_replace(text,text,text,text):text", "replace");
    table.add(holder, "regexp_replace(text,text,text,int4):text", "replace");
    table.add(holder, "regexp_replace(text,text,text,int4,int4):text", "replace");
    table.add(holder, "regexp_replace(text,text,text,int4,int4,text):text", "replace");
  }

  /** Options of a function that finds one match at a time. */
  static String options(String flags, String function) {
    if (flags.indexOf('g') >= 0) {
      throw new KarstException(
          ErrorCode.INVALID_PARAMETER, function + "() does not support the \"global\" option");
    }
    return flags;
  }

  private static KarstException invalid(String parameter, int value) {
    return new KarstException(
        ErrorCode.INVALID_PARAMETER, "invalid value for parameter \"" + parameter + "\": " + value);
  }

  /** A matcher that looks for matches from a character on. */
  private static Matcher matcher(String s, String regex, int start, String flags, String function) {
    if (start < 1) {
      throw invalid("start", start);
    }
    Matcher matcher = PatternDialect.compile(regex, options(flags, function)).matcher(s);
    int characters = s.codePointCount(0, s.length());
    int from = start > characters ? s.length() : s.offsetByCodePoints(0, start - 1);
    matcher.region(from, s.length()).useAnchoringBounds(false).useTransparentBounds(true);
    return matcher;
  }

  private static boolean find(Matcher matcher, int number) {
    if (number < 1) {
      throw invalid("n", number);
    }
    for (int i = 0; i < number; i++) {
      if (!matcher.find()) {
        return false;
      }
    }
    return true;
  }

  /** The groups of the match, or the whole match if there are none. */
  private static List<@Nullable String> groups(Matcher matcher) {
    List<@Nullable String> groups = new ArrayList<>();
    for (int i = Math.min(1, matcher.groupCount()); i <= matcher.groupCount(); i++) {
      groups.add(matcher.group(i));
    }
    return groups;
  }

  public static @Nullable List<?> match(String s, String regex) {
    return match(s, regex, "");
  }

  public static @Nullable List<?> match(String s, String regex, String flags) {
    Matcher matcher = PatternDialect.compile(regex, options(flags, "regexp_match")).matcher(s);
    return matcher.find() ? groups(matcher) : null;
  }

  /** The groups of the first match, or with option g of all. */
  static List<?> matches(String s, String regex, String flags) {
    Matcher matcher = PatternDialect.compile(regex, flags.replace("g", "")).matcher(s);
    boolean all = flags.indexOf('g') >= 0;
    List<Object> matches = new ArrayList<>();
    while (matcher.find()) {
      matches.add(groups(matcher));
      if (!all) {
        break;
      }
    }
    return matches;
  }

  public static List<?> split(String s, String regex) {
    return split(s, regex, "");
  }

  /** What lies between matches; empty ones at the ends or behind another do not count. */
  public static List<?> split(String s, String regex, String flags) {
    Matcher matcher = PatternDialect.compile(regex, options(flags, "regexp_split")).matcher(s);
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (matcher.find()) {
      if (matcher.start() < s.length() && matcher.end() > from) {
        parts.add(s.substring(from, matcher.start()));
        from = matcher.end();
      }
    }
    parts.add(s.substring(from));
    return parts;
  }

  public static int count(String s, String regex) {
    return count(s, regex, 1, "");
  }

  public static int count(String s, String regex, int start) {
    return count(s, regex, start, "");
  }

  public static int count(String s, String regex, int start, String flags) {
    Matcher matcher = matcher(s, regex, start, flags, "regexp_count");
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  public static int position(String s, String regex) {
    return position(s, regex, 1, 1, 0, "", 0);
  }

  public static int position(String s, String regex, int start) {
    return position(s, regex, start, 1, 0, "", 0);
  }

  public static int position(String s, String regex, int start, int number) {
    return position(s, regex, start, number, 0, "", 0);
  }

  public static int position(String s, String regex, int start, int number, int end) {
    return position(s, regex, start, number, end, "", 0);
  }

  public static int position(String s, String regex, int start, int number, int end, String flags) {
    return position(s, regex, start, number, end, flags, 0);
  }

  /** Where the n-th match or its group begins, or ends with 1; 0 if there is none. */
  public static int position(
      String s, String regex, int start, int number, int end, String flags, int group) {
    if (end != 0 && end != 1) {
      throw invalid("endoption", end);
    }
    if (group < 0) {
      throw invalid("subexpr", group);
    }
    Matcher matcher = matcher(s, regex, start, flags, "regexp_instr");
    if (!find(matcher, number) || group > matcher.groupCount() || matcher.start(group) < 0) {
      return 0;
    }
    return s.codePointCount(0, end == 0 ? matcher.start(group) : matcher.end(group)) + 1;
  }

  public static @Nullable String part(String s, String regex) {
    return part(s, regex, 1, 1, "", 0);
  }

  public static @Nullable String part(String s, String regex, int start) {
    return part(s, regex, start, 1, "", 0);
  }

  public static @Nullable String part(String s, String regex, int start, int number) {
    return part(s, regex, start, number, "", 0);
  }

  public static @Nullable String part(String s, String regex, int start, int number, String flags) {
    return part(s, regex, start, number, flags, 0);
  }

  /** The n-th match or its group. */
  public static @Nullable String part(
      String s, String regex, int start, int number, String flags, int group) {
    if (group < 0) {
      throw invalid("subexpr", group);
    }
    Matcher matcher = matcher(s, regex, start, flags, "regexp_substr");
    return find(matcher, number) && group <= matcher.groupCount() ? matcher.group(group) : null;
  }

  public static String replace(String s, String regex, String replacement) {
    return replace(s, regex, replacement, 1, 1, "");
  }

  /** Replaces the first match, or with option g all. */
  public static String replace(String s, String regex, String replacement, String flags) {
    if (!flags.isEmpty() && Character.isDigit(flags.charAt(0))) {
      throw new KarstException(
              ErrorCode.INVALID_PARAMETER,
              "invalid regular expression option: \"" + flags.charAt(0) + "\"")
          .withHint(
              "If you meant to use regexp_replace() with a start parameter, cast the fourth"
                  + " argument to integer explicitly.");
    }
    int number = flags.indexOf('g') >= 0 ? 0 : 1;
    return replace(s, regex, replacement, 1, number, flags.replace("g", ""));
  }

  public static String replace(String s, String regex, String replacement, int start) {
    return replace(s, regex, replacement, start, 1, "");
  }

  public static String replace(String s, String regex, String replacement, int start, int number) {
    return replace(s, regex, replacement, start, number, "");
  }

  /**
   * Replaces the n-th match, 0 for all; {@code \1} .. {@code \9} and {@code \&} stand for groups
   * and the match.
   */
  public static String replace(
      String s, String regex, String replacement, int start, int number, String flags) {
    if (number < 0) {
      throw invalid("n", number);
    }
    boolean global = flags.indexOf('g') >= 0;
    Matcher matcher = matcher(s, regex, start, flags.replace("g", ""), "regexp_replace");
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (int i = 1; matcher.find(); i++) {
      if (number == 0 || i == number || (global && number == 1)) {
        out.append(s, from, matcher.start());
        replacement(out, replacement, matcher);
        from = matcher.end();
        if (number != 0 && !global) {
          break;
        }
      }
    }
    return out.append(s, from, s.length()).toString();
  }

  private static void replacement(StringBuilder out, String text, Matcher matcher) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      i += next == 0 ? 1 : 2;
      if (next == 0) {
        out.append(c);
        continue;
      }
      if (next == '&') {
        out.append(matcher.group());
      } else if (next >= '1' && next <= '9') {
        int group = next - '0';
        String part = group <= matcher.groupCount() ? matcher.group(group) : null;
        out.append(part == null ? "" : part);
      } else if (next == '\\') {
        out.append('\\');
      } else {
        out.append('\\').append(next);
      }
    }
  }
}
