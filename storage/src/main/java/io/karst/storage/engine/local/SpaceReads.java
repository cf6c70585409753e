package io.karst.storage.engine.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has read of one space: single keys as hashes, walks as ranges. Above a bound
 * it says that everything was read, which may refuse a transaction that could have committed but
 * never lets one pass. Not thread-safe.
 */
final class SpaceReads {
  /** 16 MiB of hashes. */
  private static final int MOST_KEYS = 1 << 20;

  private static final int MOST_RANGES = 1 << 14;

  private final int spaceId;
  private long[] keys = new long[16]; // open addressing, 0 = free
  private int keyCount;
  private List<ReadRange> ranges = new ArrayList<>();
  private boolean everything;

  SpaceReads(int spaceId) {
    this.spaceId = spaceId;
  }

  void addKey(byte[] key) {
    if (everything) {
      return;
    }
    if (2 * keyCount >= keys.length) {
      if (keyCount >= MOST_KEYS) {
        becomeEverything();
        return;
      }
      grow();
    }
    long hash = hash(key);
    int at = slot(keys, hash);
    if (keys[at] == 0) {
      keys[at] = hash;
      keyCount++;
    }
  }

  /** Adds a range that the caller goes on to widen until it is {@linkplain ReadRange#merged}. */
  void addRange(ReadRange range) {
    if (everything) {
      return;
    }
    if (ranges.size() >= MOST_RANGES) {
      mergeRanges();
      if (ranges.size() > MOST_RANGES / 2) {
        becomeEverything();
        return;
      }
    }
    ranges.add(range);
  }

  /** Orders the ranges for {@link #contains}; to be called after the last read before it. */
  void seal() {
    mergeRanges();
  }

  /** Whether a key was read or lies where a walk has been. */
  boolean contains(byte[] key) {
    if (everything) {
      return true;
    }
    if (keyCount > 0 && keys[slot(keys, hash(key))] != 0) {
      return true;
    }
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      ReadRange range = ranges.get(middle);
      byte[] end = range.end;
      if (Arrays.compareUnsigned(key, range.start) < 0) {
        high = middle - 1;
      } else if (end != null && Arrays.compareUnsigned(key, end) >= 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  private void mergeRanges() {
    List<ReadRange> sorted = new ArrayList<>(ranges);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.start, b.start));
    List<ReadRange> result = new ArrayList<>();
    @Nullable ReadRange last = null;
    for (ReadRange range : sorted) {
      range.merged = true;
      if (range.isEmpty()) {
        continue;
      }
      if (last != null && last.reaches(range.start)) {
        last.include(range);
      } else {
        last = new ReadRange(range.start, range.end);
        result.add(last);
      }
    }
    ranges = result;
  }

  private void becomeEverything() {
    everything = true;
    keys = new long[0];
    for (ReadRange range : ranges) {
      range.merged = true;
    }
    ranges = new ArrayList<>();
  }

  private void grow() {
    long[] wider = new long[2 * keys.length];
    for (long hash : keys) {
      if (hash != 0) {
        wider[slot(wider, hash)] = hash;
      }
    }
    keys = wider;
  }

  private long hash(byte[] key) {
    long hash = KeyHash.of(spaceId, key);
    return hash == 0 ? 1 : hash;
  }

  private static int slot(long[] table, long hash) {
    int mask = table.length - 1;
    int at = (int) hash & mask;
    while (table[at] != 0 && table[at] != hash) {
      at = at + 1 & mask;
    }
    return at;
  }
}
