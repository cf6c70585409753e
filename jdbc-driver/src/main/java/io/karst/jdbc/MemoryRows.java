package io.karst.jdbc;

import io.karst.storage.scan.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows held in memory: metadata, generated keys and scrollable results. */
final class MemoryRows implements RowCursor {
  private final List<@Nullable Object[]> rows;

  /** Index of the current row; -1 before the first, {@code size()} behind the last. */
  private int at = -1;

  /** Wraps rows of canonical values. */
  MemoryRows(List<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  /**
   * Reads a cursor to its end and closes it.
   *
   * @param width number of columns
   * @param limit most rows
   */
  static MemoryRows copyOf(RowCursor cursor, int width, long limit) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    try (cursor) {
      while (rows.size() < limit && cursor.next()) {
        @Nullable Object[] row = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
          row[i] = cursor.isNull(i) ? null : cursor.get(i);
        }
        rows.add(row);
      }
    }
    return new MemoryRows(rows);
  }

  int size() {
    return rows.size();
  }

  int index() {
    return at;
  }

  /** Moves to a row by index, or before the first or behind the last; true if on a row. */
  boolean moveTo(long index) {
    at = (int) Math.max(-1, Math.min(rows.size(), index));
    return at >= 0 && at < rows.size();
  }

  @Override
  public boolean next() {
    return moveTo(at + 1L);
  }

  @Override
  public boolean isNull(int position) {
    return rows.get(at)[position] == null;
  }

  @Override
  public @Nullable Object get(int position) {
    return rows.get(at)[position];
  }

  @Override
  public long getLong(int position) {
    return rows.get(at)[position] instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int position) {
    return rows.get(at)[position] instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void close() {}
}
