package io.karst.storage.table;

import io.karst.storage.engine.EntryBatch;
import io.karst.storage.key.FamilyKeyReader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries of a table of the model one after another. Not thread-safe. The owner closes it. */
abstract class EntryWalk implements AutoCloseable {
  private EntryBatch batch = new EntryBatch(1, 0);
  private int entry = -1;
  private long left;

  /** Walks at most {@code limit} entries. */
  EntryWalk(long limit) {
    this.left = limit;
  }

  /** The next batch, never empty, or null at the end. */
  abstract @Nullable EntryBatch nextBatch();

  @Override
  public abstract void close();

  /** Moves to the next entry; false at the end. */
  final boolean next() {
    if (left <= 0) {
      return false;
    }
    if (++entry >= batch.size()) {
      EntryBatch more = nextBatch();
      if (more == null) {
        left = 0;
        return false;
      }
      batch = more;
      entry = 0;
    }
    left--;
    return true;
  }

  /** Array that holds the current entry. */
  final byte[] bytes() {
    return batch.bytes();
  }

  final int keyOffset() {
    return batch.keyOffset(entry);
  }

  final int keyLength() {
    return batch.keyLength(entry);
  }

  final int valueOffset() {
    return batch.valueOffset(entry);
  }

  final int valueLength() {
    return batch.valueLength(entry);
  }

  /** The entity at the front of the key. */
  final UUID entity() {
    return FamilyKeyReader.entity(bytes(), keyOffset(), keyLength());
  }

  /** The name behind the entity. */
  final String name() {
    return FamilyKeyReader.name(bytes(), keyOffset(), keyLength());
  }

  /** The time at the end of the key. */
  final long time() {
    return FamilyKeyReader.time(bytes(), keyOffset(), keyLength());
  }
}
