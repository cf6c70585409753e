package io.karst.storage.engine.local;

import io.karst.storage.engine.LockMode;

/** A transaction that waits in the queue of a lock. */
final class LockWaiter {
  final LockOwner owner;
  final LockEntry entry;
  final LockMode mode;

  /** The owner holds the lock shared and wants it exclusive. */
  final boolean upgrade;

  final Thread thread = Thread.currentThread();

  /** Set by the one who releases the lock, under the stripe's monitor. */
  volatile boolean granted;

  LockWaiter(LockOwner owner, LockEntry entry, LockMode mode, boolean upgrade) {
    this.owner = owner;
    this.entry = entry;
    this.mode = mode;
    this.upgrade = upgrade;
  }
}
