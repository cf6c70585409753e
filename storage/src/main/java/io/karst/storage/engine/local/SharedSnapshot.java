package io.karst.storage.engine.local;

import java.util.concurrent.atomic.AtomicInteger;

/** A store snapshot with a count of its users. The last one that releases it closes it. */
final class SharedSnapshot {
  final StoreSnapshot store;
  final long sequence;

  /** Grows with every snapshot, also where the sequence does not (dropped space, bulk load). */
  final long number;

  private final SnapshotChain chain;
  private final AtomicInteger users = new AtomicInteger(1);

  SharedSnapshot(SnapshotChain chain, StoreSnapshot store, long sequence, long number) {
    this.chain = chain;
    this.store = store;
    this.sequence = sequence;
    this.number = number;
  }

  /** Adds a user unless the last one is gone already. */
  boolean tryRetain() {
    int count = users.get();
    while (count > 0) {
      if (users.compareAndSet(count, count + 1)) {
        return true;
      }
      count = users.get();
    }
    return false;
  }

  /** Adds a user; the caller is one itself. */
  SharedSnapshot retain() {
    users.incrementAndGet();
    return this;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      chain.free(this);
    }
  }
}
