package io.karst.calcite.source;

import io.karst.storage.scan.RowCursor;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A cursor over rows in memory, showing some of their columns. */
public final class ListRowCursor implements RowCursor {
  private final Iterator<@Nullable Object[]> rows;
  private final int[] projection;
  private long left;
  private @Nullable Object[] current = new Object[0];

  /**
   * Opens a cursor.
   *
   * @param projection positions in the rows
   * @param limit most rows
   */
  public ListRowCursor(Iterator<@Nullable Object[]> rows, int[] projection, long limit) {
    this.rows = rows;
    this.projection = projection;
    this.left = limit;
  }

  @Override
  public boolean next() {
    if (left == 0 || !rows.hasNext()) {
      return false;
    }
    left--;
    current = rows.next();
    return true;
  }

  @Override
  public boolean isNull(int position) {
    return current[projection[position]] == null;
  }

  @Override
  public @Nullable Object get(int position) {
    return current[projection[position]];
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
    left = 0;
  }
}
