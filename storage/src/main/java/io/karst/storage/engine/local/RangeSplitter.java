package io.karst.storage.engine.local;

import io.karst.storage.engine.KeyRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits a range into parts of similar size by bisecting the key space: keys are interpolated in
 * the eight bytes behind the common prefix of the range's first and last key.
 */
final class RangeSplitter {
  /** Parts smaller than this are not worth a thread. */
  private static final long MIN_PART_BYTES = 64 << 10;

  private static final int STEPS = 40;

  private final ByteStore store;
  private final StoreSpace space;
  private final byte[] prefix;
  private final long low;
  private final long high;

  private RangeSplitter(ByteStore store, StoreSpace space, byte[] first, byte[] last) {
    this.store = store;
    this.space = space;
    int common = Arrays.mismatch(first, last);
    int length = common < 0 ? first.length : common;
    this.prefix = Arrays.copyOf(first, length);
    this.low = eightBytes(first, length);
    this.high = eightBytes(last, length);
  }

  /**
   * Parts of the range, at most {@code wanted}.
   *
   * @param first the first key present in the range
   * @param last the last key present in the range
   */
  static List<KeyRange> split(
      ByteStore store, StoreSpace space, KeyRange range, int wanted, byte[] first, byte[] last) {
    KeyRange present = new KeyRange(first, range.end());
    long total = store.approximateSize(space, present);
    int parts = (int) Math.min(wanted, total / MIN_PART_BYTES);
    if (parts <= 1) {
      return List.of(range);
    }
    RangeSplitter splitter = new RangeSplitter(store, space, first, last);
    List<KeyRange> result = new ArrayList<>(parts);
    byte[] start = range.start();
    for (int part = 1; part < parts; part++) {
      byte[] boundary = splitter.keyAt(first, total / parts * part);
      if (Arrays.compareUnsigned(boundary, start) > 0
          && Arrays.compareUnsigned(boundary, last) <= 0) {
        result.add(new KeyRange(start, boundary));
        start = boundary;
      }
    }
    result.add(new KeyRange(start, range.end()));
    return result;
  }

  /** A key with about {@code size} bytes of entries between {@code first} and itself. */
  private byte[] keyAt(byte[] first, long size) {
    long from = low;
    long to = high;
    for (int step = 0; step < STEPS && Long.compareUnsigned(from, to) < 0; step++) {
      long middle = from + ((to - from) >>> 1);
      KeyRange part = new KeyRange(first, key(middle));
      if (!part.isEmpty() && store.approximateSize(space, part) > size) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return key(from);
  }

  private byte[] key(long suffix) {
    byte[] key = Arrays.copyOf(prefix, prefix.length + Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      key[prefix.length + i] = (byte) (suffix >>> (56 - 8 * i));
    }
    return key;
  }

  private static long eightBytes(byte[] key, int from) {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | (from + i < key.length ? key[from + i] & 0xFF : 0);
    }
    return value;
  }
}
