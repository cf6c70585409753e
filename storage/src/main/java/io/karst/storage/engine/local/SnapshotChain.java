package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live snapshots of an engine, oldest first.
 *
 * <p>Who changes the store publishes a new snapshot right after the change, still in the commit
 * turn, so a snapshot's sequence is exact and readers neither wait nor call the store: they add
 * themselves to the users of the current one. Dropped spaces are freed when every snapshot from
 * before the drop is gone, and the store is closed when all are.
 */
final class SnapshotChain {
  private record Dropped(StoreSpace space, long sinceNumber) {}

  private final ByteStore store;
  private final ArrayDeque<SharedSnapshot> live = new ArrayDeque<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private volatile SharedSnapshot current;
  private volatile long oldestSequence;
  private volatile boolean closed;
  private final @Nullable RowCache cache;
  private long nextNumber;

  SnapshotChain(ByteStore store, long sequence) {
    this.store = store;
    this.cache = store.readsCost() ? new RowCache(RowCache.defaultBudget()) : null;
    this.current = new SharedSnapshot(this, store.snapshot(), sequence, nextNumber++);
    this.oldestSequence = sequence;
    live.add(current);
  }

  /** The newest state, with the caller as a new user. */
  SharedSnapshot acquire() {
    while (true) {
      if (closed) {
        throw new KarstException(ErrorCode.CONNECTION_CLOSED, "the collection is closed");
      }
      SharedSnapshot snapshot = current;
      if (snapshot.tryRetain()) {
        return snapshot;
      }
      Thread.onSpinWait();
    }
  }

  /** Sequence of the newest published commit. */
  long currentSequence() {
    return current.sequence;
  }

  /** Sequence of the oldest snapshot in use. */
  long oldestSequence() {
    return oldestSequence;
  }

  /** What was read lately; null if reading the store is as quick. */
  @Nullable RowCache cache() {
    return cache;
  }

  /** In the commit turn, before {@link #publish}: what was written. */
  void changed(CommitBatch batch) {
    if (cache != null) {
      cache.written(batch, nextNumber);
    }
  }

  /** In the commit turn, before {@link #publish}: anything may have been written. */
  void changedAnything() {
    if (cache != null) {
      cache.clear(nextNumber);
    }
  }

  /** Makes the store's present state the current one. Called in the commit turn. */
  void publish(long sequence) {
    SharedSnapshot next = new SharedSnapshot(this, store.snapshot(), sequence, nextNumber);
    synchronized (this) {
      nextNumber++;
      live.addLast(next);
    }
    SharedSnapshot previous = current;
    current = next;
    previous.release();
  }

  /** As {@link #publish} after a space was dropped from the store. */
  void publishDrop(StoreSpace space, long sequence) {
    space.dropSince(nextNumber);
    synchronized (this) {
      dropped.add(new Dropped(space, nextNumber));
    }
    publish(sequence);
  }

  /** Closes the store as soon as the last user of a snapshot is gone. */
  void close() {
    closed = true;
    current.release();
  }

  void free(SharedSnapshot snapshot) {
    snapshot.store.close();
    List<StoreSpace> unused = List.of();
    boolean last;
    synchronized (this) {
      live.remove(snapshot);
      SharedSnapshot oldest = live.peekFirst();
      last = oldest == null;
      if (oldest != null) {
        oldestSequence = oldest.sequence;
      }
      if (!dropped.isEmpty()) {
        unused = takeUnused(oldest == null ? Long.MAX_VALUE : oldest.number);
      }
    }
    for (StoreSpace space : unused) {
      store.freeSpace(space);
    }
    if (last) {
      store.close();
    }
  }

  private List<StoreSpace> takeUnused(long oldestNumber) {
    List<StoreSpace> unused = new ArrayList<>();
    for (Dropped drop : dropped) {
      if (drop.sinceNumber <= oldestNumber) {
        unused.add(drop.space);
      }
    }
    dropped.removeIf(drop -> drop.sinceNumber <= oldestNumber);
    return unused;
  }
}
