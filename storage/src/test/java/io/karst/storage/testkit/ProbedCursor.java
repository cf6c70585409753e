package io.karst.storage.testkit;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import org.jspecify.annotations.Nullable;

/** A cursor of a {@link ProbedEngine}. */
final class ProbedCursor implements Cursor {
  private final Cursor cursor;
  private final EngineProbe probe;
  private final Object token;

  ProbedCursor(Cursor cursor, EngineProbe probe) {
    this.cursor = cursor;
    this.probe = probe;
    this.token = probe.opened("cursor");
  }

  @Override
  public @Nullable EntryBatch nextBatch() {
    probe.used(token);
    probe.before("nextBatch");
    return cursor.nextBatch();
  }

  @Override
  public void close() {
    probe.ended(token);
    cursor.close();
  }
}
