package io.karst.storage.engine.local;

/** The buffered writes of a transaction to one space. */
final class SpaceWrites {
  final StoreSpace space;
  final ByteTree tree = new ByteTree();

  SpaceWrites(StoreSpace space) {
    this.space = space;
  }
}
