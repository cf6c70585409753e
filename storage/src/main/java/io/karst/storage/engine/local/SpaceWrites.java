package io.karst.storage.engine.local;

/** The buffered writes of a transaction to one space. */
final class SpaceWrites {
  final StoreSpace space;
  final ByteTree tree = new ByteTree();

  /** Whether everything the store has in the space is removed; the tree came after that. */
  boolean cleared;

  SpaceWrites(StoreSpace space) {
    this.space = space;
  }

  boolean isEmpty() {
    return !cleared && tree.size() == 0;
  }

  /** The state before the space was cleared. */
  record Earlier(ByteTree.View tree, boolean cleared) {}

  Earlier clear() {
    Earlier earlier = new Earlier(tree.view(), cleared);
    tree.reset(ByteTree.View.EMPTY);
    cleared = true;
    return earlier;
  }

  void restore(Earlier earlier) {
    tree.reset(earlier.tree());
    cleared = earlier.cleared();
  }
}
