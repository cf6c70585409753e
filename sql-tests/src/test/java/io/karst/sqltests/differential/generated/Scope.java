package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What expressions may name.
 *
 * @param columns columns of the FROM clause, or what is left of them after grouping
 * @param key columns that no two rows share, unless all columns of the rows are the same
 * @param outer columns of the queries around
 * @param rows about how many rows there are at most
 */
record Scope(List<Expression> columns, List<Expression> key, List<Expression> outer, double rows) {
  static final Scope EMPTY = new Scope(List.of(), List.of(), List.of(), 1);

  Scope {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    outer = List.copyOf(outer);
  }

  List<Expression> columns(SqlType type) {
    return of(columns, type);
  }

  List<Expression> outer(SqlType type) {
    return of(outer, type);
  }

  private static List<Expression> of(List<Expression> columns, SqlType type) {
    return columns.stream()
        .filter(c -> c.type() == type || (type == SqlType.TEXT && c.type() == SqlType.VARCHAR))
        .toList();
  }

  /** Whether rows surely differ in the key, because no table needs all its columns for it. */
  boolean hasUniqueRows() {
    Set<String> all = new HashSet<>();
    columns.forEach(column -> all.add(alias(column)));
    columns.stream().filter(column -> !key.contains(column)).forEach(c -> all.remove(alias(c)));
    return all.isEmpty();
  }

  private static String alias(Expression column) {
    return column.sql().text().replaceAll("\\..*", "");
  }

  /** The scope of a sub-query before it has columns of its own: only columns reach into it. */
  Scope inside() {
    List<Expression> visible = new ArrayList<>(outer);
    columns.stream()
        .filter(column -> column.sql().text().matches("a\\d+\\.\\w+"))
        .forEach(visible::add);
    return new Scope(List.of(), List.of(), visible, 1);
  }

  Scope withoutOuter() {
    return new Scope(columns, key, List.of(), rows);
  }

  Scope join(Scope other, double factor) {
    List<Expression> all = new ArrayList<>(columns);
    all.addAll(other.columns);
    List<Expression> keys = new ArrayList<>(key);
    keys.addAll(other.key);
    return new Scope(all, keys, outer, Math.max(rows * other.rows * factor, rows + other.rows));
  }
}
