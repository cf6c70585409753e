package io.karst.storage.table;

import io.karst.storage.scan.RowCursor;
import org.jspecify.annotations.Nullable;

/** Rows over a walk, decoded column by column on demand. */
final class EntryCursor implements RowCursor {
  private final EntryWalk walk;
  private final EntryDecoder decoder;
  private final int[] projection;

  EntryCursor(EntryWalk walk, EntryDecoder decoder, int[] projection) {
    this.walk = walk;
    this.decoder = decoder;
    this.projection = projection;
  }

  @Override
  public boolean next() {
    return walk.next();
  }

  @Override
  public boolean isNull(int position) {
    return decoder.value(walk, projection[position]) == null;
  }

  @Override
  public @Nullable Object get(int position) {
    return decoder.value(walk, projection[position]);
  }

  @Override
  public long getLong(int position) {
    Object value = decoder.value(walk, projection[position]);
    return value == null ? 0 : ((Number) value).longValue();
  }

  @Override
  public double getDouble(int position) {
    return decoder.number(walk, projection[position]);
  }

  @Override
  public void close() {
    walk.close();
  }
}
