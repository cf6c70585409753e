package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table with its rows.
 *
 * @param primaryKey names of columns; empty for none
 * @param uniques keys, as lists of columns
 * @param indexes what stands in the parentheses of CREATE INDEX
 * @param rows literals
 */
record Table(
    String name,
    List<Column> columns,
    List<String> primaryKey,
    List<String> uniques,
    List<String> indexes,
    List<List<String>> rows) {
  Table withRows(List<List<String>> other) {
    return new Table(name, columns, primaryKey, uniques, indexes, other);
  }

  Table withKeys(List<String> otherPrimaryKey, List<String> otherUniques, List<String> others) {
    return new Table(name, columns, otherPrimaryKey, otherUniques, others, rows);
  }

  Table without(Column column) {
    int place = columns.indexOf(column);
    List<Column> fewer = new ArrayList<>(columns);
    fewer.remove(place);
    List<List<String>> shorter = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> values = new ArrayList<>(row);
      values.remove(place);
      shorter.add(values);
    }
    return new Table(name, fewer, primaryKey, uniques, indexes, shorter);
  }

  /** Whether a key or an index has the column. */
  boolean isKey(Column column) {
    String pattern = "(?s).*\\b" + column.name() + "\\b.*";
    return primaryKey.contains(column.name())
        || uniques.stream().anyMatch(key -> key.matches(pattern))
        || indexes.stream().anyMatch(key -> key.matches(pattern));
  }

  Column column(String wanted) {
    return columns.stream().filter(c -> c.name().equals(wanted)).findFirst().orElseThrow();
  }

  /** The statements that make it in an engine. */
  List<String> statements(Dialect dialect) {
    List<Column> kept = columns.stream().filter(dialect::takes).toList();
    List<String> parts = new ArrayList<>();
    for (Column column : kept) {
      parts.add(column.name() + " " + dialect.type(column) + (column.notNull() ? " NOT NULL" : ""));
    }
    if (dialect.hasKeys() && !primaryKey.isEmpty()) {
      parts.add("PRIMARY KEY (" + String.join(", ", primaryKey) + ")");
    }
    if (dialect.hasKeys()) {
      uniques.forEach(key -> parts.add("UNIQUE (" + key + ")"));
    }
    List<String> statements = new ArrayList<>();
    statements.add("CREATE TABLE " + name + " (" + String.join(", ", parts) + ")");
    if (dialect.hasKeys()) {
      indexes.forEach(index -> statements.add("CREATE INDEX ON " + name + " (" + index + ")"));
    }
    if (!rows.isEmpty()) {
      statements.add("INSERT INTO " + name + " VALUES " + values(kept));
    }
    return statements;
  }

  private String values(List<Column> kept) {
    return rows.stream()
        .map(
            row ->
                kept.stream()
                    .map(column -> row.get(columns.indexOf(column)))
                    .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(",\n  "));
  }
}
