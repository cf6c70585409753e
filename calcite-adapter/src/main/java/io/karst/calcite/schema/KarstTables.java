package io.karst.calcite.schema;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.SystemTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schema {@code karst}: settings, statistics, indexes, comments. */
final class KarstTables {
  private static final Map<String, SystemTable> TABLES = new LinkedHashMap<>();

  static {
    add(
        new SystemTable(
            "karst",
            "settings",
            SystemTable.columns("name", ColumnType.TEXT, "value", ColumnType.TEXT),
            KarstTables::settings));
    add(
        new SystemTable(
            "karst",
            "statistics",
            SystemTable.columns(
                "table_schema", ColumnType.TEXT,
                "table_name", ColumnType.TEXT,
                "column_name", ColumnType.TEXT,
                "row_count", ColumnType.BIGINT,
                "distinct_count", ColumnType.BIGINT),
            KarstTables::statistics));
    add(
        new SystemTable(
            "karst",
            "indexes",
            SystemTable.columns(
                "table_schema", ColumnType.TEXT,
                "table_name", ColumnType.TEXT,
                "index_name", ColumnType.TEXT,
                "kind", ColumnType.TEXT,
                "is_unique", ColumnType.BOOLEAN,
                "columns", ColumnType.TEXT),
            KarstTables::indexes));
    add(
        new SystemTable(
            "karst",
            "comments",
            SystemTable.columns(
                "schema_name", ColumnType.TEXT,
                "object_type", ColumnType.TEXT,
                "object_name", ColumnType.TEXT,
                "part_name", ColumnType.TEXT,
                "comment", ColumnType.TEXT),
            CommentRows::comments));
  }

  private KarstTables() {}

  private static void add(SystemTable table) {
    TABLES.put(table.shape().name(), table);
  }

  static List<String> names() {
    return List.copyOf(TABLES.keySet());
  }

  static @Nullable SystemTable find(String name) {
    return TABLES.get(name);
  }

  private static Iterable<@Nullable Object[]> settings(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    context.session().settings().forEach((name, value) -> rows.add(new Object[] {name, value}));
    return rows;
  }

  private static Iterable<@Nullable Object[]> statistics(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (String name : tables.tableNames(schema)) {
        SourceTable table = tables.find(schema, name);
        if (table == null) {
          continue;
        }
        long count = Math.round(table.estimatedRows());
        List<TableColumn> columns = table.shape().columns();
        for (int i = 0; i < columns.size(); i++) {
          double distinct = table.estimatedDistinct(i);
          Long shown = distinct < 0 ? null : Math.round(distinct);
          rows.add(new Object[] {schema, name, columns.get(i).name(), count, shown});
        }
      }
    }
    return rows;
  }

  private static Iterable<@Nullable Object[]> indexes(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (String name : tables.tableNames(schema)) {
        SourceTable table = tables.find(schema, name);
        if (table == null) {
          continue;
        }
        for (AccessPath path : table.shape().paths()) {
          StringBuilder columns = new StringBuilder();
          for (int column : path.columns()) {
            columns.append(columns.length() == 0 ? "" : ", ");
            columns.append(table.shape().columns().get(column).name());
          }
          rows.add(
              new Object[] {
                schema,
                name,
                path.name(),
                path.kind().name().toLowerCase(java.util.Locale.ROOT),
                path.unique(),
                columns.toString()
              });
        }
      }
    }
    return rows;
  }
}
