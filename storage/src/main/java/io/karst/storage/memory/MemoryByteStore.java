package io.karst.storage.memory;

import io.karst.storage.engine.Capabilities;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.local.ByteStore;
import io.karst.storage.engine.local.ByteTree;
import io.karst.storage.engine.local.CommitBatch;
import io.karst.storage.engine.local.StoreBulk;
import io.karst.storage.engine.local.StoreHead;
import io.karst.storage.engine.local.StoreSnapshot;
import io.karst.storage.engine.local.StoreSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store on the heap. A snapshot is an array of immutable tree views by space id, so taking one
 * costs a reference and an old one is freed by the garbage collector.
 */
final class MemoryByteStore implements ByteStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(false, false, true, 64 << 10, 256 << 20);

  private final List<StoreSpace> spaces = new ArrayList<>();
  private ByteTree.View[] views = new ByteTree.View[0]; // replaced when a space changes
  private StoreHead head = StoreHead.NONE;
  private int nextId;

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean readsCost() {
    return false;
  }

  @Override
  public List<StoreSpace> spaces() {
    return spaces;
  }

  @Override
  public StoreSpace createSpace(String name, SpaceOptions options) {
    MemorySpace space = new MemorySpace(this, nextId++, name);
    spaces.add(space);
    return space;
  }

  @Override
  public void dropSpace(StoreSpace space) {
    spaces.remove(space);
    replaceView((MemorySpace) space, ByteTree.View.EMPTY);
  }

  @Override
  public void freeSpace(StoreSpace space) {
    // Snapshots that knew it are gone, and its trees with them.
  }

  @Override
  public StoreHead head() {
    return head;
  }

  @Override
  public StoreSnapshot snapshot() {
    return new MemorySnapshot(views);
  }

  @Override
  public void write(CommitBatch batch, Durability durability) {
    ByteTree.View[] changed = null;
    for (int i = 0; i < batch.size(); i++) {
      MemorySpace space = (MemorySpace) batch.space(i);
      byte[] value = batch.value(i);
      if (batch.isClear(i)) {
        space.tree.reset(ByteTree.View.EMPTY);
      } else if (value == null) {
        space.tree.remove(batch.key(i));
      } else {
        space.tree.put(batch.key(i), value);
      }
    }
    for (int i = 0; i < batch.size(); i++) {
      MemorySpace space = (MemorySpace) batch.space(i);
      if (i > 0 && batch.space(i - 1) == space) {
        continue;
      }
      changed = changed == null ? Arrays.copyOf(views, Math.max(nextId, views.length)) : changed;
      changed[space.id()] = space.tree.view();
      space.view = changed[space.id()];
    }
    if (changed != null) {
      views = changed;
    }
    head = batch.head();
  }

  @Override
  public void writeWithLoads(CommitBatch batch, List<StoreBulk> loads) {
    for (StoreBulk load : loads) {
      load.finish();
    }
    write(batch, Durability.OFF);
  }

  @Override
  public @Nullable Path scratchDirectory() {
    return null;
  }

  @Override
  public void sync() {
    // Nothing outlives the process.
  }

  @Override
  public StoreBulk bulk(StoreSpace space) {
    return new MemoryBulk(this, (MemorySpace) space);
  }

  @Override
  public long approximateSize(StoreSpace space, KeyRange range) {
    ByteTree.View view = ((MemorySpace) space).view;
    byte[] end = range.end();
    double from = range.start().length == 0 ? 0 : view.position(range.start());
    double to = end == null ? 1 : view.position(end);
    return Math.max(0, (long) ((to - from) * view.bytes()));
  }

  @Override
  public void close() {
    spaces.clear();
    views = new ByteTree.View[0];
  }

  void publish(MemorySpace space) {
    replaceView(space, space.tree.view());
  }

  private void replaceView(MemorySpace space, ByteTree.View view) {
    ByteTree.View[] changed = Arrays.copyOf(views, Math.max(nextId, views.length));
    changed[space.id()] = view;
    space.view = view;
    views = changed;
  }
}
