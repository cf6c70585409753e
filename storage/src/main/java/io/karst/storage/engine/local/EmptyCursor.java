package io.karst.storage.engine.local;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import org.jspecify.annotations.Nullable;

/** The cursor over nothing. */
enum EmptyCursor implements Cursor {
  INSTANCE;

  @Override
  public @Nullable EntryBatch nextBatch() {
    return null;
  }

  @Override
  public void close() {}
}
