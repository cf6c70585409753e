package io.karst.storage.table;

import org.jspecify.annotations.Nullable;

/** Reads columns out of the entry that a walk stands on. Stateless: one per table. */
interface EntryDecoder {

  /** The canonical value of a column of the shape, or null. */
  @Nullable Object value(EntryWalk entry, int column);

  /** A number column without boxing where there is a faster way; 0 for NULL. */
  default double number(EntryWalk entry, int column) {
    Object value = value(entry, column);
    return value == null ? 0 : ((Number) value).doubleValue();
  }
}
