package io.karst.storage.table;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import io.karst.storage.tx.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A table of the storage model as SQL sees it: the wide table of an entity type, one of its {@code
 * $} tables, or a table of the collection. Immutable, thread-safe, bound to no transaction; a
 * changed definition is another object.
 *
 * <p>Rows are arrays with one canonical value per column of {@link #shape()}, hidden ones included.
 * All writes enforce types, NOT NULL, unique keys and references and fail with 22xxx or 23xxx
 * naming constraint, table and value; a failed call may leave partial writes that the caller undoes
 * with its statement mark.
 */
public interface StoreTable {

  TableShape shape();

  /** Estimated number of rows, from statistics. */
  double estimatedRows();

  /**
   * Estimated number of different values of a column, or -1 if unknown.
   *
   * @param column position in the shape
   */
  double estimatedDistinct(int column);

  /** Rows as the transaction's snapshot and its own writes show them. */
  RowCursor scan(StoreTransaction transaction, ScanSpec spec);

  /**
   * Inserts a row. Hidden columns may be null and are filled in place (e.g. {@code _id}).
   *
   * @throws io.karst.storage.base.KarstException 23505, 23502, 23503, 22001 ...
   */
  void insert(StoreTransaction transaction, @Nullable Object[] row);

  /**
   * Replaces a row that a scan of this transaction returned.
   *
   * @throws io.karst.storage.base.KarstException 40001 if another transaction changed it meanwhile
   */
  void update(StoreTransaction transaction, @Nullable Object[] oldRow, @Nullable Object[] newRow);

  /** Deletes a row that a scan of this transaction returned; errors as for update. */
  void delete(StoreTransaction transaction, @Nullable Object[] oldRow);

  /**
   * The row that an insert of {@code row} would collide with on a unique path, or null.
   *
   * @param path a unique path of the shape, or -1 for any
   */
  @Nullable Object @Nullable [] conflicting(
      StoreTransaction transaction, @Nullable Object[] row, int path);

  /**
   * Locks a row that a scan of this transaction returned, as if it were changed, until the
   * transaction ends.
   *
   * @throws io.karst.storage.base.KarstException 40001 if another transaction changed it meanwhile,
   *     0A000 if rows of this table cannot be locked
   */
  default void lock(StoreTransaction transaction, @Nullable Object[] row) {
    throw notLockable();
  }

  /**
   * Locks a row like {@link #lock} unless another transaction holds it.
   *
   * @return whether it is locked now; false also for a row that was deleted meanwhile
   */
  default boolean tryLock(StoreTransaction transaction, @Nullable Object[] row) {
    throw notLockable();
  }

  private KarstException notLockable() {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "rows of \"" + shape().name() + "\" cannot be locked without being changed");
  }
}
