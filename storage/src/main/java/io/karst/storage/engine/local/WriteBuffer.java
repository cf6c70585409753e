package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.TransactionOptions;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a transaction before its commit: a sorted map per space with {@link #REMOVED} for
 * removed keys, spaces cleared as a whole, and an undo log for marks. Keeps the arrays it is given.
 * Not thread-safe.
 */
final class WriteBuffer {
  /** The value of a removed key; compared by identity. */
  static final byte[] REMOVED = new byte[0];

  /** Approximate heap of an entry besides the bytes of key and value. */
  private static final int ENTRY_OVERHEAD = 48;

  private final long maxBytes;
  private final ArrayList<SpaceWrites> spaces = new ArrayList<>(4);
  private final UndoLog undo = new UndoLog();
  private @Nullable SpaceWrites recent;
  private long bytes;

  WriteBuffer(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    for (SpaceWrites writes : spaces) {
      if (!writes.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  long bytes() {
    return bytes;
  }

  /** The buffered value, {@link #REMOVED}, or null if the buffer does not know the key. */
  byte @Nullable [] get(StoreSpace space, byte[] key) {
    SpaceWrites writes = find(space);
    return writes == null ? null : writes.tree.get(key);
  }

  /** The present writes to a space, unaffected by later ones; null if there are none. */
  ByteTree.@Nullable View view(StoreSpace space) {
    SpaceWrites writes = find(space);
    return writes == null || writes.tree.size() == 0 ? null : writes.tree.view();
  }

  /** Whether the store's entries of a space do not count any more. */
  boolean isCleared(StoreSpace space) {
    SpaceWrites writes = find(space);
    return writes != null && writes.cleared;
  }

  /** Removes everything from a space, earlier writes included. */
  void clear(StoreSpace space) {
    SpaceWrites writes = findOrCreate(space);
    SpaceWrites.Earlier earlier = writes.clear();
    if (undo.isRecording()) {
      undo.addClear(writes, earlier);
    } else {
      recount();
    }
  }

  /** Buffers an entry; {@code otherBytes} count against the limit as well. */
  void put(StoreSpace space, byte[] key, byte[] value, long otherBytes) {
    long added = ENTRY_OVERHEAD + (long) key.length + value.length;
    if (bytes + added + otherBytes > maxBytes) {
      throw TransactionOptions.limitExceeded(maxBytes);
    }
    SpaceWrites writes = recent;
    if (writes == null || writes.space != space) {
      writes = findOrCreate(space);
    }
    byte[] replaced = writes.tree.put(key, value);
    if (undo.isRecording()) {
      undo.add(writes, key, replaced);
      bytes += added + UndoLog.RECORD_BYTES;
    } else {
      bytes += replaced == null ? added : value.length - replaced.length;
    }
  }

  long mark() {
    return undo.mark();
  }

  void rollbackTo(long mark) {
    undo.rollbackTo(mark);
    recount();
  }

  void forgetMarks() {
    if (undo.forget() > 0) {
      recount();
    }
  }

  /** Adds everything to a batch, space by space in key order. */
  void appendTo(CommitBatch batch) {
    for (SpaceWrites writes : spaces) {
      if (writes.isEmpty()) {
        continue;
      }
      if (writes.space.isDropped()) {
        throw new KarstException(
            ErrorCode.UNDEFINED_OBJECT,
            "\"" + writes.space.name() + "\" was dropped while the transaction wrote to it");
      }
      if (writes.cleared) {
        batch.clear(writes.space);
      }
      ByteTreeWalk walk = writes.tree.view().walk();
      walk.seek(new byte[0]);
      while (walk.valid()) {
        byte[] value = walk.value();
        batch.add(writes.space, walk.key(), value == REMOVED ? null : value);
        walk.next();
      }
    }
  }

  /** Counts the live entries; records of an undo log that stays are forgotten by the count. */
  private void recount() {
    long total = 0;
    for (SpaceWrites writes : spaces) {
      total += writes.tree.bytes() + ENTRY_OVERHEAD * writes.tree.size();
    }
    bytes = total;
  }

  private @Nullable SpaceWrites find(StoreSpace space) {
    SpaceWrites last = recent;
    if (last != null && last.space == space) {
      return last;
    }
    for (SpaceWrites writes : spaces) {
      if (writes.space == space) {
        recent = writes;
        return writes;
      }
    }
    return null;
  }

  private SpaceWrites findOrCreate(StoreSpace space) {
    SpaceWrites writes = find(space);
    if (writes == null) {
      writes = new SpaceWrites(space);
      spaces.add(writes);
      recent = writes;
    }
    return writes;
  }
}
