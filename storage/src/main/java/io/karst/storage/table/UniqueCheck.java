package io.karst.storage.table;

import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import io.karst.storage.tx.CollectionTransaction;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares keys that come in ascending order with each other and with what is stored, in batches.
 * Not thread-safe.
 */
final class UniqueCheck {
  private static final int BATCH = 512;
  private static final byte[] NONE = new byte[0];

  private final Reader reader;
  private final Space space;
  private final Violation violation;
  private final boolean stored;
  private final byte[][] keys = new byte[BATCH][];
  private final byte[][] values = new byte[BATCH][];
  private final int[] rows = new int[BATCH];
  private int size;
  private byte[] previous = NONE;

  /** Makes the error for a key that is there twice. */
  interface Violation {
    KarstException of(byte[] key, byte[] value, int row);
  }

  /**
   * Starts a check.
   *
   * @param prefix of all keys to come; if nothing is stored under it, nothing is looked up
   */
  UniqueCheck(CollectionTransaction part, Space space, byte[] prefix, Violation violation) {
    this.reader = part.engine().latest();
    this.space = space;
    this.violation = violation;
    try (Cursor cursor =
        reader.scan(space, KeyRange.prefix(prefix), ScanOptions.KEYS.withLimit(1))) {
      this.stored = cursor.nextBatch() != null;
    }
  }

  /** Adds an entry; throws what is wrong with it or one before. */
  void add(byte[] key, byte[] value, int row) {
    if (Arrays.equals(previous, key)) {
      throw violation.of(key, value, row);
    }
    previous = key;
    if (!stored) {
      return;
    }
    keys[size] = key;
    values[size] = value;
    rows[size++] = row;
    if (size == BATCH) {
      finish();
    }
  }

  /** Checks what is left. */
  void finish() {
    if (size == 0) {
      return;
    }
    byte[] @Nullable [] found = reader.multiGet(space, Arrays.copyOf(keys, size));
    for (int i = 0; i < size; i++) {
      if (found[i] != null) {
        throw violation.of(keys[i], values[i], rows[i]);
      }
    }
    size = 0;
  }
}
