package io.karst.storage.testkit;

import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.Capabilities;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine that tells a probe about each call; spaces are those of the engine inside. */
class ProbedEngine implements Engine {
  private final Engine engine;
  private final EngineProbe probe;

  ProbedEngine(Engine engine, EngineProbe probe) {
    this.engine = engine;
    this.probe = probe;
  }

  @Override
  public Capabilities capabilities() {
    return engine.capabilities();
  }

  @Override
  public @Nullable Path scratchDirectory() {
    return engine.scratchDirectory();
  }

  @Override
  public Space createSpace(String name, SpaceOptions options) {
    probe.before("createSpace");
    return engine.createSpace(name, options);
  }

  @Override
  public void dropSpace(Space space) {
    probe.before("dropSpace");
    engine.dropSpace(space);
  }

  @Override
  public @Nullable Space space(String name) {
    return engine.space(name);
  }

  @Override
  public List<Space> spaces() {
    return engine.spaces();
  }

  @Override
  public Snapshot snapshot() {
    probe.before("snapshot");
    return new ProbedSnapshot(engine.snapshot(), probe);
  }

  @Override
  public EngineTransaction begin(TransactionOptions options) {
    probe.before("begin");
    return new ProbedTransaction(engine.begin(options), probe);
  }

  @Override
  public BulkLoad bulkLoad(Space space) {
    probe.before("bulkLoad");
    return new ProbedBulkLoad(engine.bulkLoad(space), probe);
  }

  @Override
  public List<KeyRange> splits(Space space, KeyRange range, int wanted) {
    return engine.splits(space, range, wanted);
  }

  @Override
  public long approximateSize(Space space) {
    return engine.approximateSize(space);
  }

  @Override
  public long lastSequence() {
    return engine.lastSequence();
  }

  @Override
  public void replay(long sequence, byte[] encoded) {
    probe.before("replay");
    engine.replay(sequence, encoded);
  }

  @Override
  public void sync() {
    probe.before("sync");
    engine.sync();
  }

  @Override
  public void close() {
    engine.close();
  }
}
