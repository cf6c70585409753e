package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A cursor that keeps its snapshot alive until it is closed and can be cancelled. */
final class GuardedCursor implements Cursor {
  private final SharedSnapshot snapshot;
  private final Cursor cursor;
  private final BooleanSupplier cancelled;
  private boolean closed;

  /** Takes over one use of the snapshot. */
  GuardedCursor(SharedSnapshot snapshot, Cursor cursor, BooleanSupplier cancelled) {
    this.snapshot = snapshot;
    this.cursor = cursor;
    this.cancelled = cancelled;
  }

  @Override
  public @Nullable EntryBatch nextBatch() {
    if (closed) {
      throw new KarstException(ErrorCode.INTERNAL, "the cursor is closed");
    }
    if (cancelled.getAsBoolean()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceled while reading");
    }
    return cursor.nextBatch();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        cursor.close();
      } finally {
        snapshot.release();
      }
    }
  }
}
