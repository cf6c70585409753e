package io.karst.storage.table;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of key ranges, one range after another. */
final class RangeWalk extends EntryWalk {
  private final Reader reader;
  private final Space space;
  private final List<KeyRange> ranges;
  private final ScanOptions options;
  private int nextRange;
  private @Nullable Cursor cursor;

  /**
   * A walk over ranges.
   *
   * @param options its limit holds for all ranges together
   */
  RangeWalk(Reader reader, Space space, List<KeyRange> ranges, ScanOptions options) {
    super(options.limit());
    this.reader = reader;
    this.space = space;
    this.ranges = ranges;
    this.options = options;
  }

  @Override
  @Nullable EntryBatch nextBatch() {
    while (true) {
      if (cursor == null) {
        if (nextRange == ranges.size()) {
          return null;
        }
        KeyRange range = ranges.get(nextRange++);
        if (range.isEmpty()) {
          continue;
        }
        cursor = reader.scan(space, range, options);
      }
      EntryBatch more = cursor.nextBatch();
      if (more != null) {
        return more;
      }
      cursor.close();
      cursor = null;
    }
  }

  @Override
  public void close() {
    nextRange = ranges.size();
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }
}
