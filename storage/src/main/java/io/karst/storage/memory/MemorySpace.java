package io.karst.storage.memory;

import io.karst.storage.engine.local.ByteStore;
import io.karst.storage.engine.local.ByteTree;
import io.karst.storage.engine.local.StoreSpace;

/** A space in memory: the tree that the writer changes. Readers use views of it. */
final class MemorySpace extends StoreSpace {
  final ByteTree tree = new ByteTree();

  /** The state of the last published write; views are shared by snapshots until it changes. */
  volatile ByteTree.View view = ByteTree.View.EMPTY;

  MemorySpace(ByteStore home, int id, String name) {
    super(home, id, name);
  }
}
