package io.karst.calcite.source;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stand-in for rows that exist only while a statement runs: the rows an INSERT brings, the old
 * and new rows of an UPDATE. A plan over it evaluates expressions (DEFAULT, CHECK, SET, RETURNING)
 * with the semantics of any query; its rows come with {@link QueryContext#batch}.
 */
public final class BatchTable implements SourceTable {
  private static final double ROWS_GUESS = 100;

  private final TableShape shape;

  /** A batch table whose rows have these columns. */
  public BatchTable(String schema, String name, List<TableColumn> columns) {
    this.shape = SystemTable.shapeOf(schema, name, columns);
  }

  @Override
  public TableShape shape() {
    return shape;
  }

  @Override
  public double estimatedRows() {
    return ROWS_GUESS;
  }

  @Override
  public double estimatedDistinct(int column) {
    return -1;
  }

  @Override
  public RowCursor scan(QueryContext context, ScanSpec spec) {
    Iterable<@Nullable Object[]> rows = context.batch();
    if (rows == null) {
      throw new KarstException(ErrorCode.INTERNAL, "no rows are bound to " + shape.name());
    }
    return SystemTable.open(rows, spec);
  }
}
