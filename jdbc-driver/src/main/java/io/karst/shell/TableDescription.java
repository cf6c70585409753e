package io.karst.shell;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code \d} and its relatives print, from JDBC's metadata. */
final class TableDescription {
  private final ShellContext context;
  private final DatabaseMetaData metaData;

  TableDescription(ShellContext context) throws SQLException {
    this.context = context;
    this.metaData = context.connection.getMetaData();
  }

  void list(String... types) throws SQLException {
    List<String[]> lines = new ArrayList<>();
    try (ResultSet rows = metaData.getTables(null, null, "%", types)) {
      while (rows.next()) {
        String remarks = rows.getString("REMARKS");
        lines.add(
            new String[] {
              rows.getString("TABLE_SCHEM"),
              rows.getString("TABLE_NAME"),
              rows.getString("TABLE_TYPE").toLowerCase(Locale.ROOT),
              remarks == null ? "" : remarks
            });
      }
    }
    lines.sort((a, b) -> (a[0] + "." + a[1]).compareTo(b[0] + "." + b[1]));
    print(new String[] {"schema", "name", "type", "comment"}, lines);
  }

  void schemas() throws SQLException {
    List<String[]> lines = new ArrayList<>();
    try (ResultSet rows = metaData.getSchemas()) {
      while (rows.next()) {
        lines.add(new String[] {rows.getString(1)});
      }
    }
    print(new String[] {"schema"}, lines);
  }

  void indexes() throws SQLException {
    List<String[]> lines = new ArrayList<>();
    try (ResultSet tables = metaData.getTables(null, null, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        String schema = tables.getString("TABLE_SCHEM");
        String table = tables.getString("TABLE_NAME");
        for (String index : indexLines(schema, table)) {
          lines.add(new String[] {schema, table, index});
        }
      }
    }
    print(new String[] {"schema", "table", "index"}, lines);
  }

  /** Describes the tables of that name, with or without schema; false if there is none. */
  boolean describe(String argument) throws SQLException {
    String name = argument;
    String schema = null;
    int dot = argument.indexOf('.');
    if (dot > 0) {
      schema = folded(argument.substring(0, dot));
      name = argument.substring(dot + 1);
    }
    String table = folded(name);
    boolean found = false;
    try (ResultSet rows = metaData.getTables(null, schema, escaped(table), null)) {
      while (rows.next()) {
        found = true;
        describe(rows.getString("TABLE_SCHEM"), table, rows.getString("TABLE_TYPE"));
      }
    }
    if (!found) {
      context.error.println("there is no table or view " + argument);
    }
    return found;
  }

  private void describe(String schema, String table, String type) throws SQLException {
    context.out.println(type.toLowerCase(Locale.ROOT) + " " + schema + "." + table);
    List<String[]> lines = new ArrayList<>();
    try (ResultSet rows = metaData.getColumns(null, schema, escaped(table), "%")) {
      while (rows.next()) {
        String defaultValue = rows.getString("COLUMN_DEF");
        boolean identity = "YES".equals(rows.getString("IS_AUTOINCREMENT"));
        lines.add(
            new String[] {
              rows.getString("COLUMN_NAME"),
              typeName(rows),
              "NO".equals(rows.getString("IS_NULLABLE")) ? "not null" : "",
              identity ? "identity" : defaultValue == null ? "" : defaultValue
            });
      }
    }
    print(new String[] {"column", "type", "", "default"}, lines);
    section("Indexes", indexLines(schema, table));
    section("Foreign keys", references(schema, table, true));
    section("Referenced by", references(schema, table, false));
  }

  private static String typeName(ResultSet rows) throws SQLException {
    String name = rows.getString("TYPE_NAME");
    int size = rows.getInt("COLUMN_SIZE");
    int digits = rows.getInt("DECIMAL_DIGITS");
    return switch (name) {
      case "numeric" -> size == 38 && digits == 0 ? name : name + "(" + size + "," + digits + ")";
      case "varchar", "char", "vector" -> name + "(" + size + ")";
      default -> name;
    };
  }

  private List<String> indexLines(String schema, String table) throws SQLException {
    Map<String, StringBuilder> indexes = new LinkedHashMap<>();
    Map<String, Boolean> unique = new LinkedHashMap<>();
    String primaryKey = primaryKeyName(schema, table);
    try (ResultSet rows = metaData.getIndexInfo(null, schema, table, false, true)) {
      while (rows.next()) {
        String name = rows.getString("INDEX_NAME");
        unique.put(String.valueOf(name), !rows.getBoolean("NON_UNIQUE"));
        StringBuilder columns =
            indexes.computeIfAbsent(String.valueOf(name), key -> new StringBuilder());
        columns.append(columns.length() == 0 ? "" : ", ").append(rows.getString("COLUMN_NAME"));
        if ("D".equals(rows.getString("ASC_OR_DESC"))) {
          columns.append(" desc");
        }
      }
    }
    List<String> lines = new ArrayList<>();
    indexes.forEach(
        (name, columns) -> {
          boolean isKey = name.equals(primaryKey);
          String kind =
              isKey ? "primary key " : Boolean.TRUE.equals(unique.get(name)) ? "unique " : "";
          lines.add(name + " " + kind + "(" + columns + ")");
        });
    return lines;
  }

  private @Nullable String primaryKeyName(String schema, String table) throws SQLException {
    try (ResultSet rows = metaData.getPrimaryKeys(null, schema, table)) {
      return rows.next() ? rows.getString("PK_NAME") : null;
    }
  }

  private List<String> references(String schema, String table, boolean imported)
      throws SQLException {
    Map<String, String[]> keys = new LinkedHashMap<>();
    try (ResultSet rows =
        imported
            ? metaData.getImportedKeys(null, schema, table)
            : metaData.getExportedKeys(null, schema, table)) {
      while (rows.next()) {
        String key = rows.getString("FKTABLE_NAME") + " " + rows.getString("FK_NAME");
        String from = rows.getString("FKCOLUMN_NAME");
        String to = rows.getString("PKCOLUMN_NAME");
        String[] known = keys.get(key);
        if (known == null) {
          keys.put(
              key,
              new String[] {
                from,
                rows.getString("PKTABLE_NAME"),
                to,
                rows.getString("FKTABLE_NAME"),
                rows.getString("FK_NAME")
              });
        } else {
          known[0] += ", " + from;
          known[2] += ", " + to;
        }
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] key : keys.values()) {
      String name = key[4] == null ? "" : key[4] + " ";
      lines.add(
          imported
              ? name + "(" + key[0] + ") references " + key[1] + " (" + key[2] + ")"
              : key[3] + ": " + name + "(" + key[0] + ") references (" + key[2] + ")");
    }
    return lines;
  }

  private void section(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    context.out.println(title + ":");
    for (String line : lines) {
      context.out.println("    " + line);
    }
  }

  private void print(String[] header, List<String[]> lines) {
    int[] widths = new int[header.length];
    List<String[]> all = new ArrayList<>(lines);
    all.add(0, header);
    for (String[] line : all) {
      for (int i = 0; i < line.length; i++) {
        widths[i] = Math.max(widths[i], TextWidth.of(line[i]));
      }
    }
    for (int row = 0; row < all.size(); row++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(i == 0 ? " " : " | ");
        TextWidth.pad(text, all.get(row)[i], widths[i], false);
      }
      context.out.println(text.toString().stripTrailing());
      if (row == 0) {
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
          rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
        }
        context.out.println(rule);
      }
    }
    context.out.println("(" + lines.size() + (lines.size() == 1 ? " row)" : " rows)"));
  }

  /** Unquoted names are lower case. */
  private static String folded(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1) : name.toLowerCase(Locale.ROOT);
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
  }
}
