package io.karst.storage.testkit;

import io.karst.storage.engine.Snapshot;

/** A snapshot of a {@link ProbedEngine}. */
final class ProbedSnapshot extends ProbedReader implements Snapshot {
  private final Snapshot snapshot;

  ProbedSnapshot(Snapshot snapshot, EngineProbe probe) {
    super(snapshot, probe, probe.opened("snapshot"));
    this.snapshot = snapshot;
  }

  @Override
  public long sequence() {
    return snapshot.sequence();
  }

  @Override
  public void close() {
    probe.ended(token);
    snapshot.close();
  }
}
