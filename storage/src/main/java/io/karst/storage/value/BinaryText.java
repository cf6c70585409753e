package io.karst.storage.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** BYTEA and UUID from and to text. */
final class BinaryText {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();
  private static final int UUID_DIGITS = 32;

  private BinaryText() {}

  /** {@code \xDEADBEEF}, or the escape form: text with {@code \\} and {@code \ooo}. */
  static byte[] parseBytes(ColumnType type, String text) {
    if (!text.startsWith("\\x")) {
      return parseEscaped(type, text);
    }
    byte[] bytes = new byte[text.length() / 2 - 1];
    int size = 0;
    int i = 2;
    while (i < text.length()) {
      if (NumberText.isSpace(text.charAt(i))) {
        i++;
        continue;
      }
      int high = digit(text.charAt(i));
      int low = i + 1 < text.length() ? digit(text.charAt(i + 1)) : -1;
      if ((high | low) < 0) {
        throw ValueErrors.invalidText(type, text);
      }
      bytes[size++] = (byte) (high << 4 | low);
      i += 2;
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private static byte[] parseEscaped(ColumnType type, String text) {
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[source.length];
    int size = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '\\') {
        bytes[size++] = source[i];
      } else if (i + 1 < source.length && source[i + 1] == '\\') {
        bytes[size++] = '\\';
        i++;
      } else {
        int value = i + 3 < source.length ? octal(source, i + 1) : -1;
        if (value < 0) {
          throw ValueErrors.invalidText(type, text);
        }
        bytes[size++] = (byte) value;
        i += 3;
      }
    }
    return Arrays.copyOf(bytes, size);
  }

  private static int octal(byte[] source, int offset) {
    int value = 0;
    for (int i = offset; i < offset + 3; i++) {
      int digit = source[i] - '0';
      if (digit < 0 || digit > 7) {
        return -1;
      }
      value = value << 3 | digit;
    }
    return value > 0xFF ? -1 : value;
  }

  static String formatBytes(byte[] bytes) {
    char[] text = new char[2 + 2 * bytes.length];
    text[0] = '\\';
    text[1] = 'x';
    for (int i = 0; i < bytes.length; i++) {
      text[2 + 2 * i] = DIGITS[bytes[i] >> 4 & 0xF];
      text[3 + 2 * i] = DIGITS[bytes[i] & 0xF];
    }
    return new String(text);
  }

  /** 32 digits of any case, hyphens after any group of four, braces around it. */
  static UUID parseUuid(ColumnType type, String text) {
    String id = NumberText.trim(text);
    int start = 0;
    int end = id.length();
    if (end > 1 && id.charAt(0) == '{' && id.charAt(end - 1) == '}') {
      start++;
      end--;
    }
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = start; i < end; i++) {
      char c = id.charAt(i);
      if (c == '-'
          && digits > 0
          && (digits & 3) == 0
          && digits < UUID_DIGITS
          && id.charAt(i - 1) != '-') {
        continue;
      }
      int digit = digit(c);
      if (digit < 0 || digits == UUID_DIGITS) {
        throw ValueErrors.invalidText(type, text);
      }
      if (digits < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
      digits++;
    }
    if (digits != UUID_DIGITS) {
      throw ValueErrors.invalidText(type, text);
    }
    return new UUID(high, low);
  }

  /** The value of a hexadecimal digit, or -1. */
  static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 32;
    return c < 128 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
