package io.karst.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A metadata search pattern: {@code %} any characters, {@code _} one, backslash takes literally.
 */
final class NamePattern {
  static final String ESCAPE = "\\";

  private final @Nullable String pattern;

  /** A pattern; null and the empty one match everything. */
  NamePattern(@Nullable String pattern) {
    this.pattern = pattern == null || pattern.isEmpty() || pattern.equals("%") ? null : pattern;
  }

  boolean matches(String name) {
    return pattern == null || matches(pattern, 0, name, 0);
  }

  private static boolean matches(String pattern, int p, String name, int n) {
    int at = p;
    int in = n;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '%') {
        for (int rest = in; rest <= name.length(); rest++) {
          if (matches(pattern, at + 1, name, rest)) {
            return true;
          }
        }
        return false;
      }
      if (c == '\\' && at + 1 < pattern.length()) {
        at++;
        c = pattern.charAt(at);
      } else if (c == '_' && in < name.length()) {
        c = name.charAt(in);
      }
      if (in >= name.length() || name.charAt(in) != c) {
        return false;
      }
      at++;
      in++;
    }
    return in == name.length();
  }
}
