package io.karst.storage.engine.local;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Entries read lately, on the heap, correct for every snapshot. Bounded in bytes; thread-safe;
 * reading takes no lock.
 *
 * <p>Each slot knows the number of the newest snapshot for which its keys were written. A value
 * enters only if it was read at that snapshot or a later one, so it is the newest; it is replaced
 * in the commit turn before the snapshot that shows another one is published. A reader takes it if
 * its own snapshot is not older than the value. Values are shared: nobody changes the arrays.
 */
final class RowCache {
  private static final int MOST_SLOTS = 1 << 18;
  private static final int LEAST_SLOTS = 1 << 10;
  private static final int TYPICAL_ENTRY = 256;
  private static final int LOCKS = 256;
  private static final int LONGEST_VALUE = 4096;
  private static final int OVERHEAD = 72;
  private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Entry[].class);

  private final long budget;
  private final int slotCount; // a power of two
  private final AtomicLong bytes = new AtomicLong();
  private final Object[] locks = new Object[LOCKS];
  private volatile @Nullable Slots slots; // made when first needed
  private volatile long floor;
  private int hand;

  /** The entries of a key are at its hash and next to it. */
  private static final class Slots {
    private final @Nullable Entry[] entries;
    private final long[] written;

    Slots(int count) {
      entries = new @Nullable Entry[count];
      written = new long[count / 2];
    }
  }

  private record Entry(StoreSpace space, byte[] key, byte[] value, long since) {
    boolean is(StoreSpace otherSpace, byte[] otherKey) {
      return space == otherSpace && Arrays.equals(key, otherKey);
    }

    long size() {
      return OVERHEAD + (long) key.length + value.length;
    }
  }

  /** A cache of at most so many bytes. */
  RowCache(long budget) {
    this.budget = budget;
    long fitting = Long.highestOneBit(Math.max(1, budget / TYPICAL_ENTRY));
    this.slotCount = (int) Math.max(LEAST_SLOTS, Math.min(MOST_SLOTS, fitting));
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** A share of the heap that leaves room for everything else. */
  static long defaultBudget() {
    return Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32);
  }

  private int pair(StoreSpace space, byte[] key) {
    return (int) KeyHash.of(space.id(), key) & (slotCount / 2 - 1);
  }

  /** The value that a snapshot shows, or null if the store has to be asked. */
  byte @Nullable [] get(StoreSpace space, byte[] key, long snapshot) {
    Slots known = slots;
    if (known == null) {
      return null;
    }
    int at = 2 * pair(space, key);
    for (int i = at; i < at + 2; i++) {
      Entry entry = (Entry) ENTRIES.getAcquire(known.entries, i);
      if (entry != null && entry.since <= snapshot && entry.is(space, key)) {
        return entry.since >= floor ? entry.value : null;
      }
    }
    return null;
  }

  /** Offers a value that a snapshot showed. */
  void put(StoreSpace space, byte[] key, byte[] value, long snapshot) {
    if (value.length > LONGEST_VALUE) {
      return;
    }
    Slots known = slots;
    if (known == null) {
      known = makeSlots();
    }
    int pair = pair(space, key);
    synchronized (locks[pair & (LOCKS - 1)]) {
      long since = Math.max(known.written[pair], floor);
      if (since > snapshot) {
        return;
      }
      Entry added = new Entry(space, key, value, since);
      Entry first = known.entries[2 * pair];
      boolean replace = first == null || first.is(space, key);
      if (!replace) {
        // The older of two goes.
        set(known, 2 * pair + 1, first);
      }
      set(known, 2 * pair, added);
    }
    if (bytes.get() > budget) {
      shrink(known);
    }
  }

  /**
   * In the commit turn, before a snapshot is published: what is in the batch replaces what is here.
   *
   * @param snapshot number of the snapshot to come
   */
  void written(CommitBatch batch, long snapshot) {
    Slots known = slots;
    if (known == null) {
      // Readers of older snapshots that come late must not fill in what is replaced now.
      floor = snapshot;
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      StoreSpace space = batch.space(i);
      byte[] key = batch.key(i);
      byte[] value = batch.value(i);
      int pair = pair(space, key);
      synchronized (locks[pair & (LOCKS - 1)]) {
        known.written[pair] = snapshot;
        for (int slot = 2 * pair; slot < 2 * pair + 2; slot++) {
          Entry entry = known.entries[slot];
          if (entry != null && entry.is(space, key)) {
            set(
                known,
                slot,
                value == null || value.length > LONGEST_VALUE
                    ? null
                    : new Entry(space, key, value, snapshot));
          }
        }
      }
    }
  }

  /** Before a snapshot is published: everything here is void for it and later ones. */
  void clear(long snapshot) {
    floor = snapshot;
  }

  private void set(Slots known, int slot, @Nullable Entry entry) {
    Entry before = known.entries[slot];
    bytes.addAndGet((entry == null ? 0 : entry.size()) - (before == null ? 0 : before.size()));
    ENTRIES.setRelease(known.entries, slot, entry);
  }

  private synchronized Slots makeSlots() {
    Slots known = slots;
    if (known == null) {
      known = new Slots(slotCount);
      slots = known;
    }
    return known;
  }

  private void shrink(Slots known) {
    int steps = 0;
    while (bytes.get() > budget && steps++ < 64) {
      int slot;
      synchronized (this) {
        slot = hand;
        hand = (hand + 1) & (slotCount - 1);
      }
      synchronized (locks[(slot >>> 1) & (LOCKS - 1)]) {
        set(known, slot, null);
      }
    }
  }
}
