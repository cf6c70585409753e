package io.karst.calcite.exec;

import static java.util.Objects.requireNonNull;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.schema.ScannableTable;

/** Rows of a working table of a recursive query. */
public final class TransientRows {
  private TransientRows() {}

  /** The rows; called by generated code. Rows of one column are bare values. */
  @SuppressWarnings("unchecked")
  public static Enumerable<Object> scan(DataContext root, String table, int columns) {
    ScannableTable working =
        (ScannableTable)
            requireNonNull(
                requireNonNull(root.getRootSchema(), "root schema").tables().get(table), table);
    Enumerable<?> rows = working.scan(root);
    return columns == 1 ? rows.select(row -> ((Object[]) row)[0]) : (Enumerable<Object>) rows;
  }
}
