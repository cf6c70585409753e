package io.karst.calcite.source;

import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;

/** Something a query can scan. Immutable and thread-safe; bound to no transaction. */
public sealed interface SourceTable permits StoreSource, SystemTable, BatchTable {

  TableShape shape();

  /** Estimated number of rows. */
  double estimatedRows();

  /**
   * Estimated number of different values of a column, or -1 if unknown.
   *
   * @param column position in the shape
   */
  double estimatedDistinct(int column);

  /** Rows as the statement's transaction sees them, in canonical storage values. */
  RowCursor scan(QueryContext context, ScanSpec spec);
}
