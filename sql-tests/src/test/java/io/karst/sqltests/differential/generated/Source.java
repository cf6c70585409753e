package io.karst.sqltests.differential.generated;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What FROM may name: a table or a common table expression.
 *
 * @param columns expressions whose text is the name of the column
 * @param key positions of columns no two rows share; null for all columns
 */
record Source(String name, List<Expression> columns, @Nullable List<Integer> key, double rows) {
  static Source of(Table table) {
    List<Expression> columns = table.columns().stream().map(column -> column.of("")).toList();
    List<String> names = table.columns().stream().map(Column::name).toList();
    List<Integer> key =
        table.primaryKey().isEmpty()
            ? null
            : table.primaryKey().stream().map(names::indexOf).toList();
    return new Source(table.name(), columns, key, Math.max(1, table.rows().size()));
  }

  /** Its columns under an alias. */
  Scope scope(String alias, Scope outer) {
    List<Expression> named = columns.stream().map(column -> qualified(alias, column)).toList();
    List<Expression> keys = key == null ? named : key.stream().map(named::get).toList();
    return new Scope(named, keys, outer.outer(), rows);
  }

  static Expression qualified(String alias, Expression column) {
    return column.with(column.type().marked(Sql.text(alias + "." + column.sql().text())));
  }
}
