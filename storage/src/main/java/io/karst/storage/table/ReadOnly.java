package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.tx.StoreTransaction;
import org.jspecify.annotations.Nullable;

/** A table that shows what other tables hold. */
interface ReadOnly extends StoreTable {

  @Override
  default void insert(StoreTransaction transaction, @Nullable Object[] row) {
    throw refused("insert into");
  }

  @Override
  default void update(
      StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow) {
    throw refused("update");
  }

  @Override
  default void delete(StoreTransaction transaction, @Nullable Object[] oldRow) {
    throw refused("delete from");
  }

  @Override
  default @Nullable Object @Nullable [] conflicting(
      StoreTransaction transaction, @Nullable Object[] row, int path) {
    return null;
  }

  private KarstException refused(String verb) {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "cannot " + verb + " \"" + shape().name() + "\": it is read-only");
  }
}
