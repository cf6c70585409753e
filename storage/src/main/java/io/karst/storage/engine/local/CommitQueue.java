package io.karst.storage.engine.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who may change the store: one at a time, first come first served. The one who has the turn may
 * commit those behind it together with its own request. Not bound to threads: a turn taken by one
 * thread may be passed on by another.
 */
final class CommitQueue {
  /** Most payload of one group, so that small commits do not wait for many large ones. */
  private static final long GROUP_BYTES = 8 << 20;

  private static final int GROUP_REQUESTS = 256;

  private final ArrayDeque<CommitRequest> waiting = new ArrayDeque<>();
  private boolean busy;

  /** Requests in the last group and those that came while it was written. */
  private int lately = 1;

  private int groupSize = 1;
  private @Nullable Thread gatherer; // parked until enough have come

  /** Waits for the turn; false if another one has committed the request meanwhile. */
  boolean enter(CommitRequest request) {
    synchronized (this) {
      if (!busy) {
        busy = true;
        return true;
      }
      waiting.addLast(request);
      if (gatherer != null && waiting.size() + 1 >= lately) {
        LockSupport.unpark(gatherer);
        gatherer = null;
      }
    }
    return request.awaitTurn();
  }

  /**
   * In the turn: waits a moment until as many requests have come as lately, so that one forced
   * write serves them all. Whoever commits alone does not wait.
   */
  void gather(long mostNanos) {
    synchronized (this) {
      if (waiting.size() + 1 >= lately) {
        return;
      }
      gatherer = Thread.currentThread();
    }
    long until = System.nanoTime() + mostNanos;
    long left = mostNanos;
    while (left > 0 && gathering()) {
      LockSupport.parkNanos(this, left);
      left = until - System.nanoTime();
    }
    synchronized (this) {
      gatherer = null;
    }
  }

  private synchronized boolean gathering() {
    return gatherer != null;
  }

  /** The request that has the turn and those behind it that may be committed with it. */
  synchronized List<CommitRequest> takeGroup(CommitRequest first) {
    List<CommitRequest> group = new ArrayList<>(1 + waiting.size());
    group.add(first);
    long bytes = first.writes == null ? 0 : first.writes.bytes();
    while (group.size() < GROUP_REQUESTS) {
      CommitRequest next = waiting.peekFirst();
      if (next == null || next.writes == null) {
        break;
      }
      bytes += next.writes.bytes();
      if (bytes > GROUP_BYTES) {
        break;
      }
      group.add(waiting.removeFirst());
    }
    groupSize = group.size();
    return group;
  }

  /** Passes the turn on. */
  void leave() {
    CommitRequest next;
    synchronized (this) {
      lately = groupSize + waiting.size();
      groupSize = 1;
      next = waiting.pollFirst();
      if (next == null) {
        busy = false;
        return;
      }
    }
    next.lead();
  }
}
