package io.karst.shell;

import org.jline.utils.WCWidth;

/** Text as a terminal shows it: wide characters take two columns, combining ones none. */
final class TextWidth {
  private static final String ELLIPSIS = "\u2026";

  private TextWidth() {}

  static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += Math.max(0, WCWidth.wcwidth(c));
      i += Character.charCount(c);
    }
    return width;
  }

  /** The text, or its beginning and an ellipsis if it is wider than {@code limit}. */
  static String cut(String text, int limit) {
    if (text.length() <= limit / 2 || of(text) <= limit) {
      return text;
    }
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      int next = width + Math.max(0, WCWidth.wcwidth(c));
      if (next > limit - 1) {
        break;
      }
      width = next;
      end += Character.charCount(c);
    }
    return text.substring(0, end) + ELLIPSIS;
  }

  /** Control characters made visible, so that a value stays on its line. */
  static String oneLine(String text) {
    boolean plain = true;
    for (int i = 0; plain && i < text.length(); i++) {
      plain = text.charAt(i) >= ' ' && text.charAt(i) != 0x7f;
    }
    if (plain) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> visible.append("\\n");
        case '\r' -> visible.append("\\r");
        case '\t' -> visible.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            visible.append(String.format("\\x%02x", (int) c));
          } else {
            visible.append(c);
          }
        }
      }
    }
    return visible.toString();
  }

  static void pad(StringBuilder out, String text, int width, boolean right) {
    int missing = Math.max(0, width - of(text));
    if (right) {
      out.append(" ".repeat(missing)).append(text);
    } else {
      out.append(text).append(" ".repeat(missing));
    }
  }
}
