package io.karst.storage.rocks;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * Fills batches from a RocksDB iterator. Keys and values are copied by native code straight into
 * the batch's array; the bounds are the iterator's own, so that it never walks over the removed
 * entries behind the range.
 */
final class RocksCursor implements Cursor {
  private static final int FIRST_BATCH_ROWS = 64;
  private static final int BATCH_BYTES = 1 << 20;
  private static final long LARGE_READAHEAD = 2 << 20;

  private final ReadOptions options;
  private final @Nullable Slice lower;
  private final @Nullable Slice upper;
  private final RocksIterator iterator;
  private final boolean reverse;
  private final boolean keysOnly;
  private final int batchRows;
  private final EntryBatch batch;
  private long remaining;
  private int nextRows;
  private boolean started;
  private final byte[] start;
  private boolean closed;

  RocksCursor(
      RocksDB database, RocksSpace space, Snapshot snapshot, KeyRange range, ScanOptions scan) {
    this.reverse = scan.reverse();
    this.keysOnly = scan.keysOnly();
    this.batchRows = scan.batchRows();
    this.remaining = scan.limit();
    this.nextRows = Math.min(batchRows, FIRST_BATCH_ROWS);
    this.start = range.start();
    byte[] end = range.end();
    this.options = new ReadOptions();
    options.setSnapshot(snapshot);
    if (scan.large()) {
      options.setFillCache(false).setReadaheadSize(LARGE_READAHEAD);
    }
    this.upper = end == null ? null : new Slice(end);
    if (upper != null) {
      options.setIterateUpperBound(upper);
    }
    this.lower = reverse && start.length > 0 ? new Slice(start) : null;
    if (lower != null) {
      options.setIterateLowerBound(lower);
    }
    this.iterator = database.newIterator(space.handle(), options);
    this.batch = new EntryBatch((int) Math.min(nextRows, remaining), 4096);
    NativeObjects.opened();
  }

  @Override
  public @Nullable EntryBatch nextBatch() {
    batch.clear();
    if (remaining <= 0) {
      return null;
    }
    position();
    int rows = (int) Math.min(nextRows, remaining);
    while (iterator.isValid()) {
      addEntry();
      if (batch.size() == rows || batch.byteSize() >= BATCH_BYTES) {
        break;
      }
      if (reverse) {
        iterator.prev();
      } else {
        iterator.next();
      }
    }
    remaining -= batch.size();
    nextRows = Math.min(batchRows, 4 * nextRows);
    if (batch.size() == 0) {
      remaining = 0;
      checkStatus();
      return null;
    }
    return batch;
  }

  /** Goes to the first entry, or past the last one of the previous batch. */
  private void position() {
    if (started) {
      if (iterator.isValid()) {
        if (reverse) {
          iterator.prev();
        } else {
          iterator.next();
        }
      }
      return;
    }
    started = true;
    if (reverse) {
      iterator.seekToLast();
    } else if (start.length == 0) {
      iterator.seekToFirst();
    } else {
      iterator.seek(start);
    }
  }

  /** After the last batch: whether the range ended, and not the limit. */
  boolean reachedEnd() {
    return started && !iterator.isValid();
  }

  private void addEntry() {
    int at = batch.byteSize();
    int keyLength = iterator.key(batch.bytes(), at, batch.bytes().length - at);
    if (at + keyLength > batch.bytes().length) {
      batch.reserve(keyLength);
      iterator.key(batch.bytes(), at, keyLength);
    }
    int valueLength = 0;
    if (!keysOnly) {
      int valueAt = at + keyLength;
      valueLength = iterator.value(batch.bytes(), valueAt, batch.bytes().length - valueAt);
      if (valueAt + valueLength > batch.bytes().length) {
        batch.reserve(keyLength + valueLength);
        iterator.value(batch.bytes(), valueAt, valueLength);
      }
    }
    batch.begin(keyLength, valueLength);
  }

  private void checkStatus() {
    try {
      iterator.status();
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot read", e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    iterator.close();
    options.close();
    if (upper != null) {
      upper.close();
    }
    if (lower != null) {
      lower.close();
    }
    NativeObjects.closed();
  }
}
