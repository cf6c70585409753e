package io.karst.storage.engine.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit hash of a key in a space; in memory only, never stored. */
final class KeyHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  static long of(int spaceId, byte[] key) {
    long hash = (spaceId + 1L) * MULTIPLIER ^ key.length;
    int at = 0;
    for (; at + 8 <= key.length; at += 8) {
      hash = mix(hash ^ (long) LONGS.get(key, at));
    }
    long tail = 0;
    for (; at < key.length; at++) {
      tail = tail << 8 | (key[at] & 0xFF);
    }
    return mix(hash ^ tail);
  }

  /** A bijection in which every input bit reaches every output bit. */
  private static long mix(long value) {
    long mixed = (value ^ value >>> 32) * MULTIPLIER;
    mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    return mixed ^ mixed >>> 32;
  }
}
