package io.karst.storage.table;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Core rows of key ranges, one range after another. */
final class CoreRangeSource implements CoreSource {
  private final Reader reader;
  private final Space space;
  private final List<KeyRange> ranges;
  private final ScanOptions options;
  private int nextRange;
  private @Nullable Cursor cursor;
  private EntryBatch batch = new EntryBatch(1, 0);
  private int entry;

  CoreRangeSource(Reader reader, Space space, List<KeyRange> ranges, ScanOptions options) {
    this.reader = reader;
    this.space = space;
    this.ranges = ranges;
    this.options = options;
  }

  @Override
  public boolean next() {
    if (++entry < batch.size()) {
      return true;
    }
    return nextBatch();
  }

  private boolean nextBatch() {
    while (true) {
      if (cursor == null) {
        if (nextRange == ranges.size()) {
          return false;
        }
        KeyRange range = ranges.get(nextRange++);
        if (range.isEmpty()) {
          continue;
        }
        cursor = reader.scan(space, range, options);
      }
      EntryBatch more = cursor.nextBatch();
      if (more != null) {
        batch = more;
        entry = 0;
        return true;
      }
      cursor.close();
      cursor = null;
    }
  }

  @Override
  public byte[] bytes() {
    return batch.bytes();
  }

  @Override
  public byte[] idBytes() {
    return batch.bytes();
  }

  @Override
  public int idOffset() {
    return batch.keyOffset(entry) + 1;
  }

  @Override
  public int rowOffset() {
    return batch.valueOffset(entry);
  }

  @Override
  public int rowLength() {
    return batch.valueLength(entry);
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
    nextRange = ranges.size();
  }
}
