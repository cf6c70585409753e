package io.karst.storage.table;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.key.Subspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of an index over ranges, as core keys or one by one.
 *
 * <p>An entry leads to its entity through its value (unique indexes) or the last 16 bytes of its
 * key (others).
 */
final class IndexFeed implements CoreKeySource.KeyFeed {
  private final Reader reader;
  private final Space space;
  private final List<KeyRange> ranges;
  private final ScanOptions options;
  private final boolean unique;
  private int nextRange;
  private @Nullable Cursor cursor;
  private EntryBatch batch = new EntryBatch(1, 0);
  private int entry;

  IndexFeed(
      Reader reader, Space space, List<KeyRange> ranges, boolean unique, ScanOptions options) {
    this.reader = reader;
    this.space = space;
    this.ranges = ranges;
    this.unique = unique;
    this.options = options;
  }

  @Override
  public byte @Nullable [] nextKey() {
    if (!next()) {
      return null;
    }
    byte[] key = new byte[FamilyKeys.CORE_LENGTH];
    key[0] = (byte) Subspace.CORE.number();
    System.arraycopy(batch.bytes(), idOffset(), key, 1, 16);
    return key;
  }

  /** Moves to the next entry; false at the end. */
  boolean next() {
    if (++entry < batch.size()) {
      return true;
    }
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

  /** Array of the current entry. */
  byte[] bytes() {
    return batch.bytes();
  }

  int keyOffset() {
    return batch.keyOffset(entry);
  }

  int keyLength() {
    return batch.keyLength(entry);
  }

  /** Where the entity id of the current entry begins. */
  int idOffset() {
    return unique ? batch.valueOffset(entry) : batch.valueOffset(entry) - 16;
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
