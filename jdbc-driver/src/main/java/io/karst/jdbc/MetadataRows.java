package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a result of metadata row by row. */
final class MetadataRows {
  private final ResultShape shape;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /**
   * Begins an empty result.
   *
   * @param columns names, separated by blanks; {@code NAME:int}, {@code :short}, {@code :long} and
   *     {@code :boolean} say the type, which is text otherwise
   */
  MetadataRows(String columns) {
    List<String> names = new ArrayList<>();
    List<ColumnType> types = new ArrayList<>();
    for (String column : columns.strip().split("\\s+")) {
      int colon = column.indexOf(':');
      names.add(colon < 0 ? column : column.substring(0, colon));
      types.add(type(colon < 0 ? "" : column.substring(colon + 1)));
    }
    shape = ResultShape.of(names, types);
  }

  private static ColumnType type(String name) {
    return switch (name) {
      case "int" -> ColumnType.INTEGER;
      case "short" -> ColumnType.SMALLINT;
      case "long" -> ColumnType.BIGINT;
      case "boolean" -> ColumnType.BOOLEAN;
      default -> ColumnType.TEXT;
    };
  }

  /** Adds a row; ints given for SMALLINT columns are narrowed. */
  void add(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      ColumnType type = shape.columns.get(i).type();
      if (type.equals(ColumnType.SMALLINT) && values[i] instanceof Integer number) {
        values[i] = number.shortValue();
      }
    }
    rows.add(values);
  }

  /** Orders rows by columns, by position; nulls first. */
  MetadataRows sortedBy(int... columns) {
    rows.sort(
        (left, right) -> {
          for (int column : columns) {
            int order = compare(left[column], right[column]);
            if (order != 0) {
              return order;
            }
          }
          return 0;
        });
    return this;
  }

  ResultSet resultSet() {
    return KarstResultSet.inMemory(shape, rows);
  }

  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Boolean first && right instanceof Boolean second) {
      return Boolean.compare(first, second);
    }
    if (left instanceof Number first && right instanceof Number second) {
      return Long.compare(first.longValue(), second.longValue());
    }
    return Comparator.nullsFirst(Comparator.<String>naturalOrder())
        .compare(left == null ? null : left.toString(), right == null ? null : right.toString());
  }
}
