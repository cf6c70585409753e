package io.karst.storage.engine.local;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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

  /** The value of a key, from the cache if it is there. */
  byte @Nullable [] get(StoreSpace space, byte[] key) {
    RowCache cache = chain.cache();
    if (cache == null) {
      return store.get(space, key);
    }
    byte[] known = cache.get(space, key, number);
    if (known != null) {
      return known;
    }
    byte[] value = store.get(space, key);
    if (value != null) {
      cache.put(space, key, value, number);
    }
    return value;
  }

  /** The values of keys, those in the cache from there. */
  byte[] @Nullable [] multiGet(StoreSpace space, byte[][] keys) {
    RowCache cache = chain.cache();
    if (cache == null) {
      return store.multiGet(space, keys, true);
    }
    byte[] @Nullable [] values = new byte[keys.length][];
    int[] misses = new int[keys.length];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      byte[] known = cache.get(space, keys[i], number);
      values[i] = known;
      if (known == null) {
        misses[count++] = i;
      }
    }
    if (count == 0) {
      return values;
    }
    byte[][] missing = new byte[count][];
    for (int i = 0; i < count; i++) {
      missing[i] = keys[misses[i]];
    }
    byte[] @Nullable [] stored = store.multiGet(space, missing, 2 * count > keys.length);
    for (int i = 0; i < count; i++) {
      byte[] value = stored[i];
      values[misses[i]] = value;
      if (value != null) {
        cache.put(space, missing[i], value, number);
      }
    }
    return values;
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
