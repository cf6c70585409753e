package io.karst.calcite.source;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.KeyBounds;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.scan.ScanSpec;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A read-only table whose rows are made when it is read: information_schema, karst settings. */
public final class SystemTable implements SourceTable {
  private static final double ROWS_GUESS = 200;

  private final TableShape shape;
  private final Function<QueryContext, Iterable<@Nullable Object[]>> rows;

  /**
   * Creates a table.
   *
   * @param rows gives rows of canonical values in the order of the columns
   */
  public SystemTable(
      String schema,
      String name,
      List<TableColumn> columns,
      Function<QueryContext, Iterable<@Nullable Object[]>> rows) {
    this.shape = shapeOf(schema, name, columns);
    this.rows = rows;
  }

  /** Columns of a system table from alternating names and types. */
  public static List<TableColumn> columns(Object... namesAndTypes) {
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(
          new TableColumn(
              (String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1], true, false));
    }
    return columns;
  }

  static TableShape shapeOf(String schema, String name, List<TableColumn> columns) {
    AccessPath everything =
        new AccessPath("rows", AccessPath.Kind.CLUSTERED, List.of(), List.of(), false);
    return new TableShape(schema, name, columns, List.of(everything), false);
  }

  static RowCursor open(Iterable<@Nullable Object[]> rows, ScanSpec spec) {
    if (spec.bounds().isEmpty()) {
      return new ListRowCursor(List.<@Nullable Object[]>of().iterator(), spec.projection(), 0);
    }
    if (spec.reverse() || !spec.bounds().equals(List.of(KeyBounds.ALL))) {
      throw new KarstException(ErrorCode.INTERNAL, "rows in memory have no order and no bounds");
    }
    return new ListRowCursor(rows.iterator(), spec.projection(), spec.limit());
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
    return open(rows.apply(context), spec);
  }
}
