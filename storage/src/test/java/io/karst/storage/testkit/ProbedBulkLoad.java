package io.karst.storage.testkit;

import io.karst.storage.engine.BulkLoad;

/** A bulk load of a {@link ProbedEngine}. */
final class ProbedBulkLoad implements BulkLoad {
  private final BulkLoad load;
  private final EngineProbe probe;
  private final Object token;

  ProbedBulkLoad(BulkLoad load, EngineProbe probe) {
    this.load = load;
    this.probe = probe;
    this.token = probe.opened("bulk load");
  }

  BulkLoad inner() {
    return load;
  }

  @Override
  public void add(byte[] key, byte[] value) {
    probe.used(token);
    load.add(key, value);
  }

  @Override
  public void finish() {
    probe.used(token);
    probe.before("finish");
    load.finish();
  }

  @Override
  public void close() {
    probe.ended(token);
    load.close();
  }
}
