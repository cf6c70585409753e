package io.karst.sql.statement;

import io.karst.storage.scan.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are in memory already. */
public final class ListCursor implements RowCursor {
  private final List<@Nullable Object[]> rows;
  private int next;
  private @Nullable Object[] current = new Object[0];

  /**
   * Creates a cursor.
   *
   * @param rows canonical values; not copied
   */
  public ListCursor(List<@Nullable Object[]> rows) {
    this.rows = rows;
  }

  @Override
  public boolean next() {
    if (next >= rows.size()) {
      return false;
    }
    current = rows.get(next++);
    return true;
  }

  @Override
  public boolean isNull(int position) {
    return current[position] == null;
  }

  @Override
  public @Nullable Object get(int position) {
    return current[position];
  }

  @Override
  public long getLong(int position) {
    return current[position] instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public double getDouble(int position) {
    return current[position] instanceof Number number ? number.doubleValue() : 0;
  }

  @Override
  public void close() {
    next = rows.size();
  }
}
