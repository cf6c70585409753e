package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.List;

/** Tables with their rows. */
record Schema(List<Table> tables) {
  List<String> statements(Dialect dialect) {
    return tables.stream().flatMap(table -> table.statements(dialect).stream()).toList();
  }

  /** Whether every engine has the types of all columns. */
  boolean isPortable() {
    return tables.stream()
        .flatMap(table -> table.columns().stream())
        .allMatch(column -> SqlType.PORTABLE.contains(column.type()));
  }

  Schema with(Table old, Table changed) {
    List<Table> all = new ArrayList<>(tables);
    all.set(all.indexOf(old), changed);
    return new Schema(List.copyOf(all));
  }
}
