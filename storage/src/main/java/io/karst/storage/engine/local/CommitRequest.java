package io.karst.storage.engine.local;

import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.Durability;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in the commit queue, or somebody who wants the commit turn for himself (no writes).
 */
final class CommitRequest {
  private static final int WAITING = 0;
  private static final int LEADING = 1;
  private static final int DONE = 2;

  /** Spinning this long beats parking when the leader does not sync. */
  private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

  final @Nullable WriteBuffer writes;
  final @Nullable CommitHook hook;
  final Durability durability;
  final @Nullable ReadSet reads;
  private final Thread thread = Thread.currentThread();
  private volatile int state = WAITING;

  // Set by the leader before DONE.
  long sequence;
  int from;
  int to;
  @Nullable RuntimeException failure;

  CommitRequest(
      @Nullable WriteBuffer writes,
      @Nullable CommitHook hook,
      Durability durability,
      @Nullable ReadSet reads) {
    this.writes = writes;
    this.hook = hook;
    this.durability = durability;
    this.reads = reads;
  }

  /** Somebody who wants the turn. */
  static CommitRequest turn() {
    return new CommitRequest(null, null, Durability.OFF, null);
  }

  boolean wantsTurn() {
    return writes == null;
  }

  /** Waits until the turn is this request's (true) or another one has committed it (false). */
  boolean awaitTurn() {
    long spinUntil = System.nanoTime() + SPIN_NANOS;
    boolean interrupted = false;
    while (state == WAITING) {
      if (System.nanoTime() < spinUntil) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return state == LEADING;
  }

  void lead() {
    state = LEADING;
    LockSupport.unpark(thread);
  }

  void done() {
    state = DONE;
    LockSupport.unpark(thread);
  }
}
