package io.karst.calcite.pushdown;

import org.jspecify.annotations.Nullable;

/** The constant beginning of LIKE patterns. */
final class LikePrefix {
  private LikePrefix() {}

  /** What stands before the first wildcard; empty if the pattern escapes characters. */
  static String of(String pattern) {
    if (pattern.indexOf('\\') >= 0) {
      return "";
    }
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != '%' && pattern.charAt(end) != '_') {
      end++;
    }
    return pattern.substring(0, end);
  }

  /** The least text above all texts that begin with the prefix, or null if there is none. */
  static @Nullable String above(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
      if (next <= Character.MAX_CODE_POINT) {
        return prefix.substring(0, end) + Character.toString(next);
      }
    }
    return null;
  }
}
