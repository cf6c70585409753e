package io.karst.storage.engine.local;

import io.karst.storage.engine.Space;

/** A space of a {@link ByteStore}; stores add their own state to it. */
public abstract class StoreSpace implements Space {
  private final int id;
  private final String name;
  private final ByteStore home;

  /** Number of the first snapshot that does not know the space any more. */
  private volatile long droppedSince = Long.MAX_VALUE;

  protected StoreSpace(ByteStore home, int id, String name) {
    this.home = home;
    this.id = id;
    this.name = name;
  }

  @Override
  public final int id() {
    return id;
  }

  @Override
  public final String name() {
    return name;
  }

  final boolean belongsTo(ByteStore store) {
    return home == store;
  }

  final boolean isDropped() {
    return droppedSince != Long.MAX_VALUE;
  }

  final boolean isVisibleTo(long snapshotNumber) {
    return snapshotNumber < droppedSince;
  }

  final void dropSince(long snapshotNumber) {
    droppedSince = snapshotNumber;
  }

  @Override
  public final String toString() {
    return "space " + name + " (" + id + ")";
  }
}
