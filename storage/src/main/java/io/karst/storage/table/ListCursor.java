package io.karst.storage.table;

import io.karst.storage.scan.RowCursor;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows that something else makes as whole arrays. */
final class ListCursor implements RowCursor {
  private static final Object[] NONE = new Object[0];

  private final Rows rows;
  private final int[] projection;
  private long left;
  private @Nullable Object[] row = NONE;

  /** Where rows come from. */
  interface Rows extends AutoCloseable {
    /** The next row, one value per column of the shape, or null at the end. */
    @Nullable Object @Nullable [] nextRow();

    @Override
    void close();
  }

  ListCursor(Rows rows, int[] projection, long limit) {
    this.rows = rows;
    this.projection = projection;
    this.left = limit;
  }

  /** Rows of a collection. */
  static Rows of(Iterable<@Nullable Object[]> source) {
    Iterator<@Nullable Object[]> iterator = source.iterator();
    return new Rows() {
      @Override
      public @Nullable Object @Nullable [] nextRow() {
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Override
  public boolean next() {
    @Nullable Object[] more = left <= 0 ? null : rows.nextRow();
    if (more == null) {
      left = 0;
      return false;
    }
    left--;
    row = more;
    return true;
  }

  @Override
  public boolean isNull(int position) {
    return row[projection[position]] == null;
  }

  @Override
  public @Nullable Object get(int position) {
    return row[projection[position]];
  }

  @Override
  public long getLong(int position) {
    Object value = row[projection[position]];
    return value == null ? 0 : ((Number) value).longValue();
  }

  @Override
  public double getDouble(int position) {
    Object value = row[projection[position]];
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  @Override
  public void close() {
    rows.close();
  }
}
