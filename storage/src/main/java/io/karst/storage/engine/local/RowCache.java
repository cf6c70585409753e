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
  private static final int WAYS = 8;
  private static final int MOST_GROUPS = 1 << 16;
  private static final int LEAST_GROUPS = 1 << 7;
  private static final int TYPICAL_ENTRY = 160;
  private static final int LOCKS = 256;
  private static final int LONGEST_VALUE = 4096;
  private static final int OVERHEAD = 72;
  private static final VarHandle ENTRIES = MethodHandles.arrayElementVarHandle(Entry[].class);

  private final long budget;
  private final int groupCount; // a power of two
  private final AtomicLong bytes = new AtomicLong();
  private final Object[] locks = new Object[LOCKS];
  private volatile @Nullable Slots slots; // made when first needed
  private volatile long floor;
  private int hand;

  /**
   * Groups of entries; a key is somewhere in the group of its hash. Tags are other bits of the
   * hashes: they spare readers most looks at entries of other keys.
   */
  private static final class Slots {
    private final @Nullable Entry[] entries;
    private final int[] tags;
    private final long[] written;

    Slots(int groups) {
      entries = new @Nullable Entry[groups * WAYS];
      tags = new int[groups * WAYS];
      written = new long[groups];
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
    long fitting = Long.highestOneBit(Math.max(1, budget / (TYPICAL_ENTRY * WAYS) * 2 - 1));
    this.groupCount = (int) Math.max(LEAST_GROUPS, Math.min(MOST_GROUPS, fitting));
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new Object();
    }
  }

  /** A share of the heap that leaves room for everything else. */
  static long defaultBudget() {
    return Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);
  }

  private int group(long hash) {
    return (int) hash & (groupCount - 1);
  }

  private static int tag(long hash) {
    return (int) (hash >>> 32);
  }

  /** The value that a snapshot shows, or null if the store has to be asked. */
  byte @Nullable [] get(StoreSpace space, byte[] key, long snapshot) {
    Slots known = slots;
    if (known == null) {
      return null;
    }
    long hash = KeyHash.of(space.id(), key);
    int tag = tag(hash);
    int from = WAYS * group(hash);
    for (int i = from; i < from + WAYS; i++) {
      if (known.tags[i] != tag) {
        continue;
      }
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
    long hash = KeyHash.of(space.id(), key);
    int group = group(hash);
    synchronized (locks[group & (LOCKS - 1)]) {
      long since = Math.max(known.written[group], floor);
      if (since > snapshot) {
        return;
      }
      int at = place(known, hash, space, key);
      set(known, at, tag(hash), new Entry(space, key, value, since));
    }
    if (bytes.get() > budget) {
      shrink(known);
    }
  }

  /**
   * Where a key is or goes: its own slot, else a free one, else one of the eight that its hash
   * names.
   */
  private int place(Slots known, long hash, StoreSpace space, byte[] key) {
    int from = WAYS * group(hash);
    int free = -1;
    for (int i = from; i < from + WAYS; i++) {
      Entry entry = known.entries[i];
      if (entry == null) {
        free = i;
      } else if (entry.is(space, key)) {
        return i;
      }
    }
    return free >= 0 ? free : from + (int) (hash >>> 61);
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
      if (batch.isClear(i)) {
        floor = snapshot;
        continue;
      }
      StoreSpace space = batch.space(i);
      byte[] key = batch.key(i);
      byte[] value = batch.value(i);
      long hash = KeyHash.of(space.id(), key);
      int group = group(hash);
      synchronized (locks[group & (LOCKS - 1)]) {
        known.written[group] = snapshot;
        for (int slot = WAYS * group; slot < WAYS * (group + 1); slot++) {
          Entry entry = known.entries[slot];
          if (entry != null && entry.is(space, key)) {
            set(
                known,
                slot,
                tag(hash),
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

  private void set(Slots known, int slot, int tag, @Nullable Entry entry) {
    Entry before = known.entries[slot];
    bytes.addAndGet((entry == null ? 0 : entry.size()) - (before == null ? 0 : before.size()));
    known.tags[slot] = tag;
    ENTRIES.setRelease(known.entries, slot, entry);
  }

  private synchronized Slots makeSlots() {
    Slots known = slots;
    if (known == null) {
      known = new Slots(groupCount);
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
        hand = (hand + 1) & (groupCount * WAYS - 1);
      }
      synchronized (locks[slot / WAYS & (LOCKS - 1)]) {
        set(known, slot, 0, null);
      }
    }
  }
}
