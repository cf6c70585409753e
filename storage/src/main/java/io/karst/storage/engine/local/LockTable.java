package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.TransactionOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Key locks of transactions, shared or exclusive, held to the end of the transaction.
 *
 * <p>Free locks take one monitor and one map entry. Who must wait queues first come first served;
 * then it looks for a cycle in the wait-for graph and gives up itself if it closed one. Lock order:
 * the detection monitor before stripe monitors, one stripe at a time.
 */
final class LockTable {
  private static final int STRIPES = 64;

  /** How often a waiter polls for cancellation. */
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private static final class Stripe {
    final HashMap<LockEntry, LockEntry> entries = new HashMap<>();
  }

  private final Stripe[] stripes = new Stripe[STRIPES];
  private final Object detection = new Object();

  LockTable() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  /**
   * Locks a key for an owner, waiting if need be. The key is copied.
   *
   * @throws KarstException LOCK_NOT_AVAILABLE, DEADLOCK or QUERY_CANCELED
   */
  void lock(
      LockOwner owner, StoreSpace space, byte[] key, LockMode mode, TransactionOptions options) {
    LockEntry probe = probe(space, key);
    Stripe stripe = stripe(probe);
    LockWaiter waiter;
    synchronized (stripe) {
      LockEntry entry = grantFree(stripe, probe, owner, mode);
      if (entry == null) {
        return;
      }
      boolean held = entry.holds(owner);
      if (options.lockTimeoutMillis() <= 0) {
        throw notAvailable(space, options);
      }
      waiter = new LockWaiter(owner, entry, mode, held);
      entry.enqueue(waiter);
    }
    try {
      await(waiter, space, options);
    } finally {
      owner.waiting = null;
      if (waiter.granted && !waiter.upgrade) {
        owner.addHeld(waiter.entry);
      }
    }
  }

  /** Locks a key if nobody is in the way; returns whether the owner holds it now. */
  boolean tryLock(LockOwner owner, StoreSpace space, byte[] key, LockMode mode) {
    LockEntry probe = probe(space, key);
    Stripe stripe = stripe(probe);
    synchronized (stripe) {
      return grantFree(stripe, probe, owner, mode) == null;
    }
  }

  private static LockEntry probe(StoreSpace space, byte[] key) {
    long hash = KeyHash.of(space.id(), key);
    return new LockEntry(space.id(), key.clone(), (int) (hash >>> 16));
  }

  /** Grants a lock that is free and returns null, or returns the entry to wait for. */
  private static @Nullable LockEntry grantFree(
      Stripe stripe, LockEntry probe, LockOwner owner, LockMode mode) {
    LockEntry present = stripe.entries.putIfAbsent(probe, probe);
    LockEntry entry = present == null ? probe : present;
    if (present != null && entry.holds(owner)) {
      boolean enough = mode == LockMode.SHARED || entry.isExclusive() || entry.tryUpgrade(owner);
      return enough ? null : entry;
    }
    if (entry.tryGrant(owner, mode)) {
      owner.addHeld(entry);
      return null;
    }
    return entry;
  }

  /** Releases everything an owner holds. */
  void releaseAll(LockOwner owner) {
    for (LockEntry entry : owner.held) {
      Stripe stripe = stripe(entry);
      synchronized (stripe) {
        entry.release(owner);
        if (entry.isUnused()) {
          stripe.entries.remove(entry);
        }
      }
    }
    owner.held.clear();
  }

  /** Locked keys; for tests. */
  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        size += stripe.entries.size();
      }
    }
    return size;
  }

  private Stripe stripe(LockEntry entry) {
    return stripes[entry.hash() >>> 20 & STRIPES - 1];
  }

  private void await(LockWaiter waiter, StoreSpace space, TransactionOptions options) {
    if (closesCycle(waiter) && leaveQueue(waiter)) {
      throw new KarstException(
              ErrorCode.DEADLOCK,
              "deadlock: waiting for a key of " + space.name() + " would never end")
          .withHint("Repeat the transaction; lock rows in the same order everywhere.");
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.lockTimeoutMillis());
    boolean interrupted = false;
    try {
      while (!waiter.granted) {
        long left = deadline - System.nanoTime();
        if (left <= 0 && leaveQueue(waiter)) {
          throw notAvailable(space, options);
        }
        if (options.cancelled().getAsBoolean() && leaveQueue(waiter)) {
          throw new KarstException(
              ErrorCode.QUERY_CANCELED, "canceled while waiting for a key of " + space.name());
        }
        LockSupport.parkNanos(this, Math.max(1, Math.min(left, POLL_NANOS)));
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static KarstException notAvailable(StoreSpace space, TransactionOptions options) {
    return new KarstException(
        ErrorCode.LOCK_NOT_AVAILABLE,
        "a key of "
            + space.name()
            + " is locked by another transaction (waited "
            + options.lockTimeoutMillis()
            + " ms)");
  }

  /** Gives up waiting; false if the lock was granted meanwhile. */
  private boolean leaveQueue(LockWaiter waiter) {
    Stripe stripe = stripe(waiter.entry);
    synchronized (stripe) {
      if (waiter.granted) {
        return false;
      }
      waiter.entry.removeWaiter(waiter);
      if (waiter.entry.isUnused()) {
        stripe.entries.remove(waiter.entry);
      }
      return true;
    }
  }

  private boolean closesCycle(LockWaiter start) {
    synchronized (detection) {
      start.owner.waiting = start;
      Set<LockOwner> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      ArrayDeque<LockOwner> open = new ArrayDeque<>(blockers(start));
      while (true) {
        LockOwner blocker = open.pollFirst();
        if (blocker == null) {
          return false;
        }
        if (blocker == start.owner) {
          return true;
        }
        if (seen.add(blocker)) {
          open.addAll(blockers(blocker.waiting));
        }
      }
    }
  }

  private List<LockOwner> blockers(@Nullable LockWaiter waiter) {
    if (waiter == null) {
      return List.of();
    }
    List<LockOwner> blockers = new ArrayList<>(2);
    synchronized (stripe(waiter.entry)) {
      waiter.entry.addBlockers(waiter, blockers);
    }
    return blockers;
  }
}
