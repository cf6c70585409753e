package io.karst.storage.memory;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.local.ByteTreeWalk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Copies entries of a tree view into batches that grow from a small first one. */
final class MemoryCursor implements Cursor {
  private static final int FIRST_BATCH_ROWS = 64;
  private static final int BATCH_BYTES = 1 << 20;
  private static final byte[] NO_VALUE = new byte[0];

  private final ByteTreeWalk walk;
  private final boolean reverse;
  private final boolean keysOnly;
  private final int batchRows;
  private final byte[] start;
  private final byte @Nullable [] end;
  private final EntryBatch batch;
  private long remaining;
  private int nextRows;

  MemoryCursor(ByteTreeWalk walk, KeyRange range, ScanOptions options) {
    this.walk = walk;
    this.reverse = options.reverse();
    this.keysOnly = options.keysOnly();
    this.batchRows = options.batchRows();
    this.start = range.start();
    this.end = range.end();
    this.remaining = options.limit();
    this.nextRows = Math.min(batchRows, FIRST_BATCH_ROWS);
    this.batch = new EntryBatch((int) Math.min(nextRows, remaining), 0);
    if (reverse) {
      walk.seekBefore(end);
    } else {
      walk.seek(start);
    }
  }

  @Override
  public @Nullable EntryBatch nextBatch() {
    batch.clear();
    int rows = (int) Math.min(nextRows, remaining);
    while (batch.size() < rows && batch.byteSize() < BATCH_BYTES && inRange()) {
      batch.add(walk.key(), keysOnly ? NO_VALUE : walk.value());
      if (reverse) {
        walk.previous();
      } else {
        walk.next();
      }
    }
    remaining -= batch.size();
    nextRows = Math.min(batchRows, 4 * nextRows);
    return batch.size() == 0 ? null : batch;
  }

  private boolean inRange() {
    if (!walk.valid()) {
      return false;
    }
    if (reverse) {
      return start.length == 0 || Arrays.compareUnsigned(walk.key(), start) >= 0;
    }
    return end == null || Arrays.compareUnsigned(walk.key(), end) < 0;
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
