package io.karst.storage.engine;

import org.jspecify.annotations.Nullable;

/** A forward-only walk in batches. Not thread-safe. The owner closes it. */
public interface Cursor extends AutoCloseable {

  /**
   * The next non-empty batch, or null at the end. The batch belongs to the caller until the next
   * call, which may reuse its arrays.
   */
  @Nullable EntryBatch nextBatch();

  @Override
  void close();
}
