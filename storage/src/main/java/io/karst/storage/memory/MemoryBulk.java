package io.karst.storage.memory;

import io.karst.storage.engine.local.StoreBulk;
import java.util.ArrayList;
import java.util.List;

/** A bulk load that keeps its entries aside until it is finished. */
final class MemoryBulk implements StoreBulk {
  private final MemoryByteStore store;
  private final MemorySpace space;
  private final List<byte[]> entries = new ArrayList<>(); // key, value, key, value ...

  MemoryBulk(MemoryByteStore store, MemorySpace space) {
    this.store = store;
    this.space = space;
  }

  @Override
  public void add(byte[] key, byte[] value) {
    entries.add(key);
    entries.add(value);
  }

  @Override
  public void seal() {
    // Nothing can fail later.
  }

  @Override
  public void finish() {
    for (int i = 0; i < entries.size(); i += 2) {
      space.tree.put(entries.get(i), entries.get(i + 1));
    }
    store.publish(space);
  }

  @Override
  public void close() {
    entries.clear();
  }
}
