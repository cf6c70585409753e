package io.karst.storage.codec;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;

/** The error of bytes that contradict their format. */
final class Corruption {
  private Corruption() {}

  static KarstException of(String what) {
    return new KarstException(ErrorCode.DATA_CORRUPTED, what);
  }

  /** Refuses a format byte that is not the one this version writes. */
  static void checkFormat(int found, int expected, String what) {
    if (found != expected) {
      throw of("a " + what + " has the format " + found + "; this version reads " + expected);
    }
  }

  static void checkLength(int length, int needed, String what) {
    if (length < needed) {
      throw of("a " + what + " of " + length + " bytes is cut off; it needs " + needed);
    }
  }

  /**
   * Refuses parts that do not lie inside their array: a mistake of the caller, not of the bytes.
   */
  static void checkPart(byte[] bytes, int offset, int length) {
    if ((offset | length) < 0 || offset > bytes.length - length) {
      throw new IllegalArgumentException(
          "no part of the array: " + offset + " + " + length + " of " + bytes.length);
    }
  }
}
