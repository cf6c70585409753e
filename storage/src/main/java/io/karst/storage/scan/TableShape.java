package io.karst.storage.scan;

import java.util.List;

/**
 * What can be asked of a table.
 *
 * @param collection the schema it belongs to
 * @param name e.g. {@code patients} or {@code patients$edges}
 * @param columns in order; positions are what every other record refers to
 * @param paths path 0 is the row key, which is always clustered and unique
 * @param writable whether INSERT, UPDATE and DELETE are possible
 */
public record TableShape(
    String collection,
    String name,
    List<TableColumn> columns,
    List<AccessPath> paths,
    boolean writable) {

  public TableShape {
    columns = List.copyOf(columns);
    paths = List.copyOf(paths);
  }

  /** Position of a column by exact name, or -1. */
  public int indexOf(String columnName) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(columnName)) {
        return i;
      }
    }
    return -1;
  }
}
