package io.karst.storage.key;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.nio.charset.StandardCharsets;

/** UTF-8 without intermediate arrays; refuses unpaired surrogates instead of replacing them. */
public final class Utf8 {
  private Utf8() {}

  /** Most bytes that a text can take. */
  public static int maxLength(String text) {
    return Math.multiplyExact(text.length(), 3);
  }

  /**
   * Writes a text at an offset and returns the offset behind it. The target has room for {@link
   * #maxLength} bytes.
   */
  public static int encode(String text, byte[] target, int offset) {
    int length = text.length();
    int at = offset;
    int i = 0;
    while (i < length) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return encodeWide(text, i, target, at);
      }
      target[at++] = (byte) c;
      i++;
    }
    return at;
  }

  private static int encodeWide(String text, int from, byte[] target, int offset) {
    int length = text.length();
    int at = offset;
    for (int i = from; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target[at++] = (byte) c;
      } else if (c < 0x800) {
        target[at++] = (byte) (0xC0 | c >> 6);
        target[at++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        target[at++] = (byte) (0xE0 | c >> 12);
        target[at++] = (byte) (0x80 | (c >> 6 & 0x3F));
        target[at++] = (byte) (0x80 | (c & 0x3F));
      } else {
        int point = codePoint(text, i++);
        target[at++] = (byte) (0xF0 | point >> 18);
        target[at++] = (byte) (0x80 | (point >> 12 & 0x3F));
        target[at++] = (byte) (0x80 | (point >> 6 & 0x3F));
        target[at++] = (byte) (0x80 | (point & 0x3F));
      }
    }
    return at;
  }

  private static int codePoint(String text, int index) {
    int point = text.codePointAt(index);
    if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
      throw new KarstException(
          ErrorCode.INVALID_TEXT,
          "the text has an unpaired surrogate at character "
              + (index + 1)
              + ", which no encoding"
              + " can store");
    }
    return point;
  }

  /** The text in a part of an array. */
  public static String decode(byte[] source, int offset, int length) {
    return length == 0 ? "" : new String(source, offset, length, StandardCharsets.UTF_8);
  }
}
