package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.storage.value.ZonedValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of recent results by the identity of their column lists: a cached plan gives the same list
 * each time, so ad-hoc statements need no new shape. Small and direct-mapped.
 */
final class ShapeCache {
  private static final int SIZE = 64;

  private final @Nullable ResultShape[] slots = new @Nullable ResultShape[SIZE];

  ResultShape of(List<ResultColumn> columns, ZonedValues values) {
    int slot = System.identityHashCode(columns) & (SIZE - 1);
    ResultShape known = slots[slot];
    if (known != null && known.fits(columns, values)) {
      return known;
    }
    ResultShape made = new ResultShape(columns, values);
    slots[slot] = made;
    return made;
  }
}
