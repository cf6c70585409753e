package io.karst.storage.scan;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a scan, one at a time. Not thread-safe. The owner closes it.
 *
 * <p>The cursor decodes lazily: {@link #next} moves, the getters read the current row's projected
 * columns by their position in the projection. Primitive getters return 0 for NULL.
 */
public interface RowCursor extends AutoCloseable {

  /** Moves to the next row; false at the end. */
  boolean next();

  boolean isNull(int position);

  /** The canonical object of a column, or null. */
  @Nullable Object get(int position);

  /** SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP* as a long. */
  long getLong(int position);

  /** REAL and DOUBLE. */
  double getDouble(int position);

  @Override
  void close();
}
