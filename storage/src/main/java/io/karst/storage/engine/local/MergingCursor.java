package io.karst.storage.engine.local;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A store cursor overlaid with the writes of a transaction as of its opening. Batches of the store
 * that no own write falls into are passed on as they are.
 */
final class MergingCursor implements Cursor {
  private final Cursor store;
  private final ByteTreeWalk own;
  private final KeyRange range;
  private final boolean reverse;
  private final int batchRows;
  private final EntryBatch merged;

  private long remaining;
  private byte @Nullable [] ownKey;
  private @Nullable EntryBatch batch;
  private int at;
  private boolean storeEnded;

  MergingCursor(Cursor store, ByteTree.View ownWrites, KeyRange range, ScanOptions options) {
    this.store = store;
    this.own = ownWrites.walk();
    this.range = range;
    this.reverse = options.reverse();
    this.batchRows = options.batchRows();
    this.remaining = options.limit();
    this.merged = new EntryBatch(Math.min(batchRows, 256), 4096);
    if (reverse) {
      own.seekBefore(range.end());
    } else {
      own.seek(range.start());
    }
    readOwnKey();
  }

  /** Whether any own write falls into the range. */
  static boolean concerns(ByteTree.View ownWrites, KeyRange range) {
    ByteTreeWalk walk = ownWrites.walk();
    walk.seek(range.start());
    return walk.valid() && range.contains(walk.key());
  }

  @Override
  public @Nullable EntryBatch nextBatch() {
    merged.clear();
    while (remaining > 0) {
      EntryBatch source = fetch();
      if (source == null && ownKey == null) {
        break;
      }
      if (merged.size() == 0 && source != null && at == 0 && passesWhole(source)) {
        at = source.size();
        remaining -= source.size();
        return source;
      }
      mergeInto(source);
      if (merged.size() >= batchRows) {
        break;
      }
    }
    return merged.size() == 0 ? null : merged;
  }

  /** The store batch that is being read, or null at the store's end. */
  private @Nullable EntryBatch fetch() {
    if (!storeEnded && (batch == null || at == batch.size())) {
      batch = store.nextBatch();
      at = 0;
      storeEnded = batch == null;
    }
    return storeEnded ? null : batch;
  }

  private boolean passesWhole(EntryBatch source) {
    return source.size() <= remaining
        && (ownKey == null || order(source, source.size() - 1, ownKey) < 0);
  }

  /** Merges until the store batch is used up, the output full or, without store, own writes end. */
  private void mergeInto(@Nullable EntryBatch source) {
    while (remaining > 0 && merged.size() < batchRows) {
      boolean storeHere = source != null && at < source.size();
      if (source != null && !storeHere) {
        return;
      }
      if (ownKey == null) {
        if (source == null) {
          return;
        }
        addStored(source);
        continue;
      }
      int order = source == null ? 1 : order(source, at, ownKey);
      if (order < 0 && source != null) {
        addStored(source);
        continue;
      }
      if (order == 0) {
        at++; // replaced or removed by the own write
      }
      addOwn(ownKey);
    }
  }

  private void addStored(EntryBatch source) {
    merged.add(source, at++);
    remaining--;
  }

  private void addOwn(byte[] key) {
    byte[] value = own.value();
    if (value != WriteBuffer.REMOVED) {
      merged.add(key, value);
      remaining--;
    }
    if (reverse) {
      own.previous();
    } else {
      own.next();
    }
    readOwnKey();
  }

  /** Order of a stored entry and an own key in walking direction. */
  private int order(EntryBatch source, int entry, byte[] key) {
    int from = source.keyOffset(entry);
    int order =
        Arrays.compareUnsigned(
            source.bytes(), from, from + source.keyLength(entry), key, 0, key.length);
    return reverse ? -order : order;
  }

  private void readOwnKey() {
    ownKey = own.valid() && range.contains(own.key()) ? own.key() : null;
  }

  @Override
  public void close() {
    store.close();
  }
}
