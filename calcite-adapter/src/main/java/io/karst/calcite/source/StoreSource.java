package io.karst.calcite.source;

import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;

/**
 * A table of the store.
 *
 * @param table the table
 */
public record StoreSource(StoreTable table) implements SourceTable {

  @Override
  public TableShape shape() {
    return table.shape();
  }

  @Override
  public double estimatedRows() {
    return table.estimatedRows();
  }

  @Override
  public double estimatedDistinct(int column) {
    return table.estimatedDistinct(column);
  }

  @Override
  public RowCursor scan(QueryContext context, ScanSpec spec) {
    return table.scan(context.transaction(), spec);
  }
}
