package io.karst.storage.testkit;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import org.jspecify.annotations.Nullable;

/** A reader of a {@link ProbedEngine}. */
class ProbedReader implements Reader {
  final EngineProbe probe;
  final Object token;
  private final Reader reader;

  ProbedReader(Reader reader, EngineProbe probe, Object token) {
    this.reader = reader;
    this.probe = probe;
    this.token = token;
  }

  final void call(String name) {
    probe.used(token);
    probe.before(name);
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    call("get");
    return reader.get(space, key);
  }

  @Override
  public byte[] @Nullable [] multiGet(Space space, byte[][] keys) {
    call("multiGet");
    return reader.multiGet(space, keys);
  }

  @Override
  public Cursor scan(Space space, KeyRange range, ScanOptions options) {
    call("scan");
    return new ProbedCursor(reader.scan(space, range, options), probe);
  }
}
