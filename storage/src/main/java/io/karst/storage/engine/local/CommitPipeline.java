package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.Space;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders commits, writes them in groups and publishes them.
 *
 * <p>Whoever finds the queue idle leads: it numbers the waiting commits, lets their hooks add
 * entries, writes one batch with the strongest durability any of them wants, publishes one snapshot
 * and wakes them. A hook that fails takes only its own commit along. If the store fails to write,
 * the group fails and the engine refuses further writes, since store and memory may disagree; reads
 * go on.
 */
final class CommitPipeline {
  private static final long LONGEST_GATHERING = TimeUnit.MILLISECONDS.toNanos(1);

  private final ByteStore store;
  private final SnapshotChain snapshots;
  private final RecentWrites recentWrites;
  private final CommittedWrites committedWrites;
  private final CommitQueue queue = new CommitQueue();
  private volatile @Nullable KarstException broken;
  private volatile boolean closed;

  // Changed in the turn only.
  private long syncNanos; // of a forced write, smoothed
  private StoreHead head;
  private boolean unsynced;

  CommitPipeline(
      ByteStore store,
      SnapshotChain snapshots,
      RecentWrites recentWrites,
      CommittedWrites committedWrites) {
    this.store = store;
    this.snapshots = snapshots;
    this.recentWrites = recentWrites;
    this.committedWrites = committedWrites;
    this.head = store.head();
  }

  /**
   * Commits and returns the sequence. The transaction's snapshot has been released already.
   *
   * @param reads what must not have changed, sealed; null = anything may have
   */
  long commit(
      WriteBuffer writes,
      @Nullable CommitHook hook,
      Durability durability,
      @Nullable ReadSet reads) {
    checkWritable();
    CommitRequest request = new CommitRequest(writes, hook, durability, reads);
    if (queue.enter(request)) {
      try {
        if (durability == Durability.SYNC) {
          queue.gather(Math.min(LONGEST_GATHERING, syncNanos / 2));
        }
        runGroup(queue.takeGroup(request));
      } finally {
        queue.leave();
      }
    }
    if (request.failure != null) {
      throw request.failure;
    }
    return request.sequence;
  }

  /** Commits together with bulk loads, alone and durably; returns the sequence. */
  long commitWithLoads(
      @Nullable WriteBuffer writes,
      @Nullable CommitHook hook,
      List<StoreBulk> loads,
      List<StoreSpace> loaded,
      @Nullable ReadSet reads) {
    enterTurn();
    try {
      if (reads != null) {
        committedWrites.check(reads);
      }
      StoreHead next = nextHead();
      CommitBatch batch = new CommitBatch();
      collect(batch, writes, hook, next);
      batch.head(next);
      syncEarlier();
      writeAndPublish(batch, loads, Durability.SYNC);
      remember(batch, 0, batch.size(), next.sequence());
      committedWrites.recordLoads(loaded, next.sequence());
      return next.sequence();
    } finally {
      leaveTurn();
    }
  }

  /** Waits for the turn; the caller must give it back with {@link #leaveTurn}. */
  void enterTurn() {
    CommitRequest request = CommitRequest.turn();
    if (!queue.enter(request)) {
      throw new IllegalStateException("a request for the turn was committed");
    }
    try {
      checkWritable();
    } catch (KarstException e) {
      queue.leave();
      throw e;
    }
  }

  void leaveTurn() {
    queue.leave();
  }

  /** In the turn: the head that the next commit gets. */
  StoreHead nextHead() {
    long now = System.currentTimeMillis() * 1000;
    return new StoreHead(head.sequence() + 1, Math.max(head.timestampMicros() + 1, now));
  }

  /** In the turn: the newest head. */
  StoreHead head() {
    return head;
  }

  /** In the turn: makes earlier commits durable, so that a later one cannot survive them. */
  void syncEarlier() {
    if (unsynced) {
      store.sync();
      unsynced = false;
    }
  }

  /** In the turn: writes a batch that has its head and publishes it. */
  void writeAndPublish(CommitBatch batch, Durability durability) {
    writeAndPublish(batch, List.of(), durability);
  }

  private void writeAndPublish(CommitBatch batch, List<StoreBulk> loads, Durability durability) {
    try {
      if (loads.isEmpty()) {
        long start = System.nanoTime();
        store.write(batch, durability);
        if (durability == Durability.SYNC) {
          syncNanos += (System.nanoTime() - start - syncNanos) / 8;
        }
      } else {
        store.writeWithLoads(batch, loads);
      }
    } catch (KarstException e) {
      throw fail(e);
    }
    unsynced = durability != Durability.SYNC;
    head = batch.head();
    snapshots.changed(batch);
    snapshots.publish(head.sequence());
    recentWrites.prune(snapshots.oldestSequence());
  }

  /** In the turn: remembers a written batch for transactions that are still at older snapshots. */
  void remember(CommitBatch batch, int from, int to, long sequence) {
    if (snapshots.oldestSequence() < sequence) {
      recentWrites.record(batch, from, to, sequence);
    }
    committedWrites.record(batch, from, to, sequence);
  }

  /** Waits for running commits and refuses later ones; false if that was done already. */
  boolean close() {
    CommitRequest request = CommitRequest.turn();
    queue.enter(request);
    boolean first = !closed;
    closed = true;
    queue.leave();
    return first;
  }

  void checkWritable() {
    if (closed) {
      throw new KarstException(ErrorCode.CONNECTION_CLOSED, "the collection is closed");
    }
    KarstException reason = broken;
    if (reason != null) {
      throw new KarstException(
              reason.code(),
              "no writes after a failed write: " + reason.getMessage() + "; reading still works",
              reason)
          .withHint("Mend the cause, then close and open the database.");
    }
  }

  private void runGroup(List<CommitRequest> group) {
    try {
      checkWritable();
      CommitBatch batch = new CommitBatch();
      Durability durability = number(group, batch);
      if (durability != null) {
        writeAndPublish(batch, durability);
        for (CommitRequest request : group) {
          if (request.failure == null) {
            remember(batch, request.from, request.to, request.sequence);
          }
        }
      }
    } catch (RuntimeException | Error e) {
      failAll(group, e);
    }
    for (int i = 1; i < group.size(); i++) {
      group.get(i).done();
    }
  }

  /** Numbers the commits and collects their entries; null if all of them failed. */
  private @Nullable Durability number(List<CommitRequest> group, CommitBatch batch) {
    Durability strongest = null;
    StoreHead before = head;
    for (CommitRequest request : group) {
      request.from = batch.size();
      StoreHead next = nextHead();
      try {
        if (request.reads != null) {
          committedWrites.check(request.reads);
          if (request.reads.concerns(batch, 0, request.from)) {
            throw CommittedWrites.failure("what it has read was changed by another transaction");
          }
        }
        collect(batch, request.writes, request.hook, next);
      } catch (RuntimeException e) {
        request.failure = e;
        batch.truncate(request.from);
        continue;
      }
      request.to = batch.size();
      request.sequence = next.sequence();
      batch.head(next);
      head = next;
      if (strongest == null || request.durability.compareTo(strongest) < 0) {
        strongest = request.durability;
      }
    }
    head = before; // until it is written
    return strongest;
  }

  /** Adds the entries of one commit and its hook to a batch. */
  static void collect(
      CommitBatch batch, @Nullable WriteBuffer writes, @Nullable CommitHook hook, StoreHead head) {
    if (writes != null) {
      writes.appendTo(batch);
    }
    if (hook != null) {
      hook.beforeWrite(
          head.sequence(),
          head.timestampMicros(),
          (space, key, value) -> add(batch, space, key, value));
    }
  }

  private static void add(CommitBatch batch, Space space, byte[] key, byte[] value) {
    StoreSpace target = (StoreSpace) space;
    if (target.isDropped()) {
      throw new KarstException(ErrorCode.UNDEFINED_OBJECT, "\"" + target.name() + "\" was dropped");
    }
    batch.add(target, key, value);
  }

  private void failAll(List<CommitRequest> group, Throwable cause) {
    for (CommitRequest request : group) {
      if (request.failure != null) {
        continue;
      }
      if (cause instanceof KarstException known) {
        request.failure =
            new KarstException(known.code(), String.valueOf(known.getMessage()), known);
      } else {
        request.failure = new KarstException(ErrorCode.INTERNAL, "commit failed: " + cause, cause);
      }
    }
    if (!(cause instanceof KarstException) && broken == null) {
      broken = new KarstException(ErrorCode.INTERNAL, "commit failed: " + cause, cause);
    }
  }

  /**
   * Notes that the store failed to write, unless it has merely refused the batch; returns what the
   * committer is told.
   */
  private KarstException fail(KarstException failure) {
    KarstException reason =
        failure.code() == ErrorCode.COMMIT_UNKNOWN && failure.getCause() instanceof KarstException
            ? (KarstException) failure.getCause()
            : failure;
    if (failure.code() == ErrorCode.COMMIT_UNKNOWN) {
      broken = reason;
      return failure;
    }
    switch (reason.code()) {
      case IO_ERROR, DISK_FULL, DATA_CORRUPTED -> broken = reason;
      default -> {}
    }
    return failure;
  }
}
