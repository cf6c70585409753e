package io.karst.storage.engine.local;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A cursor that notes in a {@link ReadSet} how far it has been walked. */
final class WatchedCursor implements Cursor {
  private final Cursor cursor;
  private final ReadSet reads;
  private final StoreSpace space;
  private final KeyRange range;
  private final boolean reverse;
  private long left; // entries until the limit of the walk
  private @Nullable ReadRange seen;

  WatchedCursor(
      Cursor cursor, ReadSet reads, StoreSpace space, KeyRange range, ScanOptions options) {
    this.cursor = cursor;
    this.reads = reads;
    this.space = space;
    this.range = range;
    this.reverse = options.reverse();
    this.left = options.limit();
  }

  @Override
  public @Nullable EntryBatch nextBatch() {
    EntryBatch batch = cursor.nextBatch();
    if (batch != null) {
      left -= batch.size();
      byte[] last = batch.key(batch.size() - 1);
      if (reverse) {
        seen(last, range.end());
      } else {
        seen(range.start(), Arrays.copyOf(last, last.length + 1));
      }
    } else if (left > 0) {
      seen(range.start(), range.end());
    }
    return batch;
  }

  private void seen(byte[] start, byte @Nullable [] end) {
    ReadRange known = seen;
    if (known == null || known.merged) {
      known = new ReadRange(start, end);
      seen = known;
      reads.addRange(space, known);
    } else {
      known.start = start;
      known.end = end;
    }
  }

  @Override
  public void close() {
    cursor.close();
  }
}
