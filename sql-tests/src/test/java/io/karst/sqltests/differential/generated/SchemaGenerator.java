package io.karst.sqltests.differential.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Two to four tables that share names of columns, with keys, indexes and rows. */
final class SchemaGenerator {
  private static final int FEW_ROWS = 14;
  private static final int MANY_ROWS = 260;

  private final Choices choices;
  private final Values values;

  SchemaGenerator(Choices choices) {
    this.choices = choices;
    this.values = new Values(choices);
  }

  Schema next() {
    List<Table> tables = new ArrayList<>();
    int count = choices.between(2, 4);
    // One table in some schemas is large enough for plans that look rows up.
    int large = choices.oneIn(4) ? choices.below(count) : -1;
    boolean plain = choices.oneIn(3);
    for (int i = 0; i < count; i++) {
      int rows = i == large ? MANY_ROWS : choices.oneIn(12) ? 0 : choices.between(1, FEW_ROWS);
      tables.add(table("t" + (i + 1), rows, plain));
    }
    return new Schema(List.copyOf(tables));
  }

  private Table table(String name, int rows, boolean plain) {
    List<Column> columns = new ArrayList<>();
    boolean numbered = !choices.oneIn(4);
    if (numbered) {
      columns.add(new Column("id", SqlType.INTEGER, "integer", rows + 20, true, List.of()));
    }
    columns.add(column(SqlType.INTEGER, 1));
    columns.add(column(SqlType.TEXT, 1));
    Set<String> names = new TreeSet<>(Set.of("i1", "t1"));
    for (int i = choices.between(1, 6); i > 0; i--) {
      SqlType type = choices.pick(plain ? SqlType.PORTABLE : SqlType.ALL);
      Column column = column(type, choices.between(1, 2));
      if (names.add(column.name())) {
        columns.add(column);
      }
    }
    List<String> primaryKey =
        numbered ? List.of("id") : choices.oneIn(3) ? List.of() : key(columns, 3);
    List<String> uniques =
        choices.oneIn(3) ? List.of(String.join(", ", key(columns, 2))) : List.of();
    List<String> indexes = new ArrayList<>();
    for (int i = choices.below(4); i > 0; i--) {
      indexes.add(index(columns));
    }
    List<List<String>> data = rows(columns, primaryKey, uniques, rows);
    return new Table(
        name,
        List.copyOf(columns),
        primaryKey,
        uniques,
        indexes.stream().distinct().toList(),
        data);
  }

  private List<String> key(List<Column> columns, int most) {
    return shuffled(choices.some(columns.stream().map(Column::name).toList(), most));
  }

  private String index(List<Column> columns) {
    List<String> parts = new ArrayList<>();
    for (String name : key(columns, 3)) {
      parts.add(name + (choices.oneIn(4) ? " DESC" : ""));
    }
    return String.join(", ", parts);
  }

  private List<String> shuffled(List<String> names) {
    List<String> result = new ArrayList<>(names);
    if (choices.coin()) {
      Collections.reverse(result);
    }
    return result;
  }

  private Column column(SqlType type, int number) {
    boolean extreme = (type.isNumber() || type.isTime()) && choices.oneIn(4);
    int length = choices.between(1, 4);
    int scale = choices.below(4);
    boolean narrow = choices.coin();
    List<String> pool = new ArrayList<>();
    for (int i = choices.between(2, 9); i > 0; i--) {
      pool.add(
          switch (type) {
            case VARCHAR, CHAR -> values.text(length, type == SqlType.CHAR);
            case TEXT -> values.text(9, false);
            case NUMERIC -> values.decimal(narrow ? scale : choices.below(3));
            default -> values.any(type, 0);
          });
      if (extreme) {
        pool.add(values.extreme(type));
      }
    }
    String declaration =
        switch (type) {
          case VARCHAR, CHAR -> type.sqlName() + "(" + length + ")";
          case NUMERIC -> narrow ? "numeric(" + (scale + 6) + "," + scale + ")" : "numeric";
          default -> type.sqlName();
        };
    double bound = !extreme ? 40 : type == SqlType.NUMERIC ? 1e5 : 1e301;
    if (!type.isNumber()) {
      bound = extreme && type.isTime() ? 1 : 0;
    }
    if (extreme && type.isWhole()) {
      bound = type.largest();
    }
    return new Column(
        prefix(type) + number,
        type,
        declaration,
        bound,
        choices.oneIn(5),
        pool.stream().distinct().toList());
  }

  private static String prefix(SqlType type) {
    return switch (type) {
      case BOOLEAN -> "b";
      case SMALLINT -> "s";
      case INTEGER -> "i";
      case BIGINT -> "l";
      case NUMERIC -> "n";
      case REAL -> "r";
      case DOUBLE -> "d";
      case TEXT -> "t";
      case VARCHAR -> "v";
      case CHAR -> "c";
      case DATE -> "e";
      case TIMESTAMP -> "ts";
      case TIMESTAMPTZ -> "tz";
      case INTERVAL -> "iv";
      case UUID -> "u";
      case BYTEA -> "y";
    };
  }

  private List<List<String>> rows(
      List<Column> columns, List<String> primaryKey, List<String> uniques, int count) {
    List<List<String>> rows = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int n = 0; n < count; n++) {
      List<String> row = new ArrayList<>();
      for (Column column : columns) {
        boolean needed = column.notNull() || primaryKey.contains(column.name());
        if (column.values().isEmpty()) {
          row.add(String.valueOf(n));
        } else {
          row.add(!needed && choices.oneIn(6) ? "NULL" : choices.pick(column.values()));
        }
      }
      List<String> keys = new ArrayList<>(uniques);
      keys.add(String.join(", ", primaryKey));
      if (keys.stream().allMatch(key -> key.isEmpty() || isNew(taken, columns, row, key))) {
        rows.add(List.copyOf(row));
      }
    }
    return List.copyOf(rows);
  }

  private static boolean isNew(
      Set<String> taken, List<Column> columns, List<String> row, String key) {
    StringBuilder text = new StringBuilder(key);
    for (int i = 0; i < columns.size(); i++) {
      if (List.of(key.split(", ")).contains(columns.get(i).name())) {
        if (row.get(i).equals("NULL")) {
          return true;
        }
        text.append('|').append(row.get(i));
      }
    }
    return taken.add(text.toString());
  }
}
