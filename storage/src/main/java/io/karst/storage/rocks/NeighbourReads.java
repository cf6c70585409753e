package io.karst.storage.rocks;

import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/**
 * Values of many keys that lie close together, by one walk instead of a search for each.
 *
 * <p>Keys that come sorted without having been asked to be are keys of rows that were written in
 * the order of the index that found them: their rows are neighbours, and a step to the next entry
 * costs half of a search. The walk ends early when it meets too many entries between them.
 */
final class NeighbourReads {
  /** Fewer keys are not worth an iterator. */
  private static final int LEAST_KEYS = 16;

  /** Entries that may be walked over in vain before the walk has paid for itself. */
  private static final int ALLOWANCE = 16;

  private NeighbourReads() {}

  /** Whether keys may be neighbours: enough of them, strictly ascending or descending. */
  static boolean mayFind(byte[][] keys) {
    if (keys.length < LEAST_KEYS) {
      return false;
    }
    boolean reverse = isReverse(keys);
    for (int i = 1; i < keys.length; i++) {
      int order = Arrays.compareUnsigned(keys[i - 1], keys[i]);
      if (reverse ? order <= 0 : order >= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isReverse(byte[][] keys) {
    return Arrays.compareUnsigned(keys[0], keys[keys.length - 1]) > 0;
  }

  /**
   * Fills in values from the first key on.
   *
   * @param keys strictly ascending or descending
   * @return number of keys answered, absent ones among them; the rest is to be looked up
   */
  static int read(
      RocksDB database,
      RocksSpace space,
      Snapshot snapshot,
      byte[][] keys,
      byte[] @Nullable [] values) {
    boolean reverse = isReverse(keys);
    byte[] first = keys[reverse ? keys.length - 1 : 0];
    byte[] last = keys[reverse ? 0 : keys.length - 1];
    KeyRange range = new KeyRange(first, Arrays.copyOf(last, last.length + 1));
    ScanOptions options =
        new ScanOptions(
            reverse, keys.length + ALLOWANCE, 3L * keys.length + ALLOWANCE, false, false);
    int answered = 0;
    int passed = 0;
    try (RocksCursor cursor = new RocksCursor(database, space, snapshot, range, options)) {
      EntryBatch batch = cursor.nextBatch();
      while (batch != null) {
        int before = answered;
        answered = match(batch, keys, values, answered, reverse);
        passed += batch.size() - (answered - before);
        if (answered == keys.length || passed > 2 * answered + ALLOWANCE) {
          return answered;
        }
        batch = cursor.nextBatch();
      }
      return cursor.reachedEnd() ? keys.length : answered;
    }
  }

  /** Merges a batch with the keys from {@code from} on; returns how many are answered then. */
  private static int match(
      EntryBatch batch, byte[][] keys, byte[] @Nullable [] values, int from, boolean reverse) {
    int answered = from;
    int entry = 0;
    byte[] bytes = batch.bytes();
    while (entry < batch.size() && answered < keys.length) {
      int at = batch.keyOffset(entry);
      byte[] key = keys[answered];
      int order =
          Arrays.compareUnsigned(key, 0, key.length, bytes, at, at + batch.keyLength(entry));
      if (order == 0) {
        values[answered++] = batch.value(entry++);
      } else if (reverse ? order > 0 : order < 0) {
        values[answered++] = null;
      } else {
        entry++;
      }
    }
    return answered;
  }
}
