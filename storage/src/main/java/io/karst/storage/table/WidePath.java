package io.karst.storage.table;

import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.key.BoundsEncoder;
import io.karst.storage.key.KeyColumn;
import org.jspecify.annotations.Nullable;

/**
 * How one access path of a wide table is walked.
 *
 * @param index the index behind it, or null for a walk over core rows
 * @param byKey core rows by declared key inside the id; false = by the id itself
 * @param columns key columns of the index; empty for core walks
 * @param positions shape positions of the index columns
 * @param bounds encoder of the index columns, or null for core walks
 */
record WidePath(
    @Nullable IndexDescriptor index,
    boolean byKey,
    KeyColumn[] columns,
    int[] positions,
    @Nullable BoundsEncoder bounds) {

  static final WidePath BY_ID = new WidePath(null, false, new KeyColumn[0], new int[] {0}, null);
}
