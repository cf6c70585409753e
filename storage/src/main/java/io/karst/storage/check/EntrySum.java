package io.karst.storage.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Number and 64-bit sum of a set of entries, in any order: two sets that differ have different sums
 * but for chance. So what is stored twice is compared by two walks in key order instead of a
 * look-up per entry.
 */
final class EntrySum {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long count;
  private long sum;

  void add(byte[] key, byte[] value) {
    count++;
    sum += hash(hash(MULTIPLIER, key), value);
  }

  boolean sameAs(EntrySum other) {
    return count == other.count && sum == other.sum;
  }

  private static long hash(long seed, byte[] bytes) {
    long hash = mix(seed ^ bytes.length);
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at));
    }
    long tail = 0;
    for (; at < bytes.length; at++) {
      tail = tail << 8 | (bytes[at] & 0xFF);
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
