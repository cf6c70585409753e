package io.karst.storage.table;

import io.karst.storage.key.FamilyKeyReader;
import io.karst.storage.key.KeyReader;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.EntityId;
import org.jspecify.annotations.Nullable;

/** Rows of an index that holds every column wanted: no core row is read. */
final class CoveredCursor implements RowCursor {
  private final WidePath path;
  private final IndexFeed feed;
  private final int[] sources;
  private final @Nullable Object[] values;
  private final KeyReader reader = new KeyReader();
  private long left;

  /**
   * @param projection shape positions, each the id or a column of the index
   */
  CoveredCursor(WidePath path, IndexFeed feed, int[] projection, long limit) {
    this.path = path;
    this.feed = feed;
    this.left = limit;
    this.sources = new int[projection.length];
    this.values = new @Nullable Object[path.columns().length];
    for (int i = 0; i < projection.length; i++) {
      sources[i] = indexOf(path.positions(), projection[i]);
    }
  }

  /** Whether an index gives these columns exactly as they were written. */
  static boolean covers(WidePath path, WideShape shape, int[] projection) {
    for (int column : projection) {
      if (column == 0) {
        continue;
      }
      if (indexOf(path.positions(), column) < 0 || !isExact(shape, column)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isExact(WideShape shape, int column) {
    return switch (shape.type(column).kind()) {
      case DECIMAL, REAL, DOUBLE, INTERVAL, ARRAY -> false;
      default -> true;
    };
  }

  private static int indexOf(int[] positions, int column) {
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] == column) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean next() {
    if (left <= 0 || !feed.next()) {
      return false;
    }
    left--;
    FamilyKeyReader.readIndexColumns(reader, feed.bytes(), feed.keyOffset(), feed.keyLength());
    for (int i = 0; i < values.length; i++) {
      values[i] = reader.read(path.columns()[i]);
    }
    return true;
  }

  @Override
  public boolean isNull(int position) {
    return sources[position] >= 0 && values[sources[position]] == null;
  }

  @Override
  public @Nullable Object get(int position) {
    int source = sources[position];
    return source < 0 ? EntityId.read(feed.bytes(), feed.idOffset()) : values[source];
  }

  @Override
  public long getLong(int position) {
    return get(position) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int position) {
    return get(position) instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void close() {
    feed.close();
  }
}
