package io.karst.storage.memory;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.local.ByteTree;
import io.karst.storage.engine.local.StoreSnapshot;
import io.karst.storage.engine.local.StoreSpace;
import org.jspecify.annotations.Nullable;

/** Views of all spaces. Values are copied out: arrays returned belong to the caller. */
final class MemorySnapshot implements StoreSnapshot {
  private final ByteTree.View[] views;

  MemorySnapshot(ByteTree.View[] views) {
    this.views = views;
  }

  @Override
  public byte @Nullable [] get(StoreSpace space, byte[] key) {
    byte[] value = view(space).get(key);
    return value == null ? null : value.clone();
  }

  @Override
  public byte[] @Nullable [] multiGet(StoreSpace space, byte[][] keys, boolean dense) {
    byte[] @Nullable [] values = new byte[keys.length][];
    for (int i = 0; i < keys.length; i++) {
      values[i] = get(space, keys[i]);
    }
    return values;
  }

  @Override
  public Cursor scan(StoreSpace space, KeyRange range, ScanOptions options) {
    return new MemoryCursor(view(space).walk(), range, options);
  }

  @Override
  public void close() {
    // Garbage.
  }

  private ByteTree.View view(StoreSpace space) {
    int id = space.id();
    ByteTree.View view = id < views.length ? views[id] : null;
    return view == null ? ByteTree.View.EMPTY : view;
  }
}
