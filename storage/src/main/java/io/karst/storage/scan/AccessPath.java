package io.karst.storage.scan;

import java.util.List;

/**
 * An order in which a table's rows can be reached: its row key or an index.
 *
 * @param name as EXPLAIN shows it, e.g. {@code primary key} or the index's name
 * @param kind where the rows lie
 * @param columns positions in {@link TableShape#columns()}, most significant first
 * @param descending per column: stored in descending order
 * @param unique at most one row for a full set of non-null values
 */
public record AccessPath(
    String name, Kind kind, List<Integer> columns, List<Boolean> descending, boolean unique) {

  /** What a step along the path costs. */
  public enum Kind {
    /** Rows lie in this order: one range read gives them. */
    CLUSTERED,
    /** Entries lie in this order and lead to rows: a batched get for each. */
    INDEX
  }

  public AccessPath {
    columns = List.copyOf(columns);
    descending = List.copyOf(descending);
    if (columns.size() != descending.size()) {
      throw new IllegalArgumentException("one direction per column");
    }
  }
}
