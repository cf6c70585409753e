package io.karst.storage.engine.local;

import io.karst.storage.engine.LockMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A locked key: its own key in the lock table, who holds it and who waits. All methods except
 * equals and hashCode are called under the monitor of its stripe.
 */
final class LockEntry {
  /** Approximate heap of an entry with its place in the table. */
  static final int OVERHEAD_BYTES = 120;

  private final int spaceId;
  private final byte[] key;
  private final int hash;

  private @Nullable LockOwner holder;
  private @Nullable ArrayList<LockOwner> moreHolders;
  private @Nullable ArrayDeque<LockWaiter> waiters;
  private boolean exclusive;

  LockEntry(int spaceId, byte[] key, int hash) {
    this.spaceId = spaceId;
    this.key = key;
    this.hash = hash;
  }

  int keyLength() {
    return key.length;
  }

  int hash() {
    return hash;
  }

  boolean holds(LockOwner owner) {
    return holder == owner || (moreHolders != null && moreHolders.contains(owner));
  }

  boolean isExclusive() {
    return exclusive;
  }

  boolean isUnused() {
    return holder == null && (waiters == null || waiters.isEmpty());
  }

  /** Grants the lock to an owner that does not hold it, unless it has to wait. */
  boolean tryGrant(LockOwner owner, LockMode mode) {
    boolean queued = waiters != null && !waiters.isEmpty();
    if (holder != null && (queued || exclusive || mode == LockMode.EXCLUSIVE)) {
      return false;
    }
    addHolder(owner, mode);
    return true;
  }

  /** Makes the lock of a shared holder exclusive, unless others share it. */
  boolean tryUpgrade(LockOwner owner) {
    if (holder != owner || (moreHolders != null && !moreHolders.isEmpty())) {
      return false;
    }
    exclusive = true;
    return true;
  }

  void enqueue(LockWaiter waiter) {
    if (waiters == null) {
      waiters = new ArrayDeque<>(4);
    }
    if (waiter.upgrade) {
      waiters.addFirst(waiter); // those behind wait for its shared lock anyhow
    } else {
      waiters.addLast(waiter);
    }
  }

  void removeWaiter(LockWaiter waiter) {
    if (waiters != null) {
      waiters.remove(waiter);
    }
    grantNext();
  }

  void release(LockOwner owner) {
    if (holder == owner) {
      holder = moreHolders == null || moreHolders.isEmpty() ? null : removeLast(moreHolders);
    } else if (moreHolders != null) {
      moreHolders.remove(owner);
    }
    if (holder == null) {
      exclusive = false;
    }
    grantNext();
  }

  /** Adds the owners that must end or move on before the waiter gets the lock. */
  void addBlockers(LockWaiter waiter, List<LockOwner> blockers) {
    if (waiter.granted || waiters == null) {
      return;
    }
    boolean behindExclusive = addQueueBlockers(waiter, waiters, blockers);
    if (behindExclusive || (waiter.mode == LockMode.SHARED && !exclusive)) {
      return; // the exclusive waiter ahead waits for all holders itself
    }
    if (holder != null && holder != waiter.owner) {
      blockers.add(holder);
    }
    if (moreHolders != null) {
      for (LockOwner other : moreHolders) {
        if (other != waiter.owner) {
          blockers.add(other);
        }
      }
    }
  }

  /** Waiters ahead, back to the nearest exclusive one; true if there is such a one. */
  private static boolean addQueueBlockers(
      LockWaiter waiter, ArrayDeque<LockWaiter> waiters, List<LockOwner> blockers) {
    boolean ahead = false;
    Iterator<LockWaiter> backwards = waiters.descendingIterator();
    while (backwards.hasNext()) {
      LockWaiter other = backwards.next();
      if (other == waiter) {
        ahead = true;
        continue;
      }
      if (!ahead) {
        continue;
      }
      if (other.mode == LockMode.EXCLUSIVE) {
        blockers.add(other.owner);
        return true;
      }
      if (waiter.mode == LockMode.EXCLUSIVE) {
        blockers.add(other.owner);
      }
    }
    return false;
  }

  private void grantNext() {
    while (waiters != null) {
      LockWaiter next = waiters.peekFirst();
      if (next == null) {
        waiters = null;
        return;
      }
      if (next.upgrade) {
        if (!tryUpgrade(next.owner)) {
          return;
        }
      } else {
        if (holder != null && (exclusive || next.mode == LockMode.EXCLUSIVE)) {
          return;
        }
        addHolder(next.owner, next.mode);
      }
      waiters.pollFirst();
      next.granted = true;
      LockSupport.unpark(next.thread);
    }
  }

  private void addHolder(LockOwner owner, LockMode mode) {
    if (holder == null) {
      holder = owner;
      exclusive = mode == LockMode.EXCLUSIVE;
      return;
    }
    if (moreHolders == null) {
      moreHolders = new ArrayList<>(2);
    }
    moreHolders.add(owner);
  }

  private static LockOwner removeLast(List<LockOwner> owners) {
    return owners.remove(owners.size() - 1);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockEntry entry
        && entry.hash == hash
        && entry.spaceId == spaceId
        && Arrays.equals(entry.key, key);
  }
}
