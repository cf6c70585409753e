package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.SystemTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of information_schema about schemas, tables, columns, views and sequences. */
final class DefinitionRows {
  private DefinitionRows() {}

  static List<@Nullable Object[]> schemata(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String catalog = context.session().databaseName();
    for (String schema : context.session().tables().schemaNames()) {
      rows.add(new Object[] {catalog, schema, context.session().userName()});
    }
    for (String schema : SystemSchemas.names()) {
      rows.add(new Object[] {catalog, schema, context.session().userName()});
    }
    return rows;
  }

  static List<@Nullable Object[]> tables(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      CollectionCatalog definitions = requireNonNull(tables.catalog(schema));
      for (String name : distinct(tables.tableNames(schema))) {
        boolean declared = definitions.types().containsKey(name);
        SourceTable table = tables.find(schema, name);
        boolean writable = table != null && table.shape().writable();
        String type = declared ? "BASE TABLE" : "SYSTEM TABLE";
        rows.add(new Object[] {catalog, schema, name, type, yesNo(writable)});
      }
      for (ViewDescriptor view : definitions.views().values()) {
        String insertable = yesNo(isWritable(tables, view));
        rows.add(new Object[] {catalog, schema, view.name(), "VIEW", insertable});
      }
    }
    for (String schema : SystemSchemas.names()) {
      for (String name : SystemSchemas.tableNames(schema)) {
        rows.add(new Object[] {catalog, schema, name, "VIEW", "NO"});
      }
    }
    return rows;
  }

  private static boolean isWritable(TableResolver tables, ViewDescriptor view) {
    UpdatableView updatable = UpdatableView.of(tables, view).view();
    return updatable != null && updatable.hasWritableColumn();
  }

  private static List<String> distinct(List<String> names) {
    return names.stream().distinct().toList();
  }

  static String yesNo(boolean value) {
    return value ? "YES" : "NO";
  }

  static List<@Nullable Object[]> columns(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      CollectionCatalog definitions = requireNonNull(tables.catalog(schema));
      for (String name : distinct(tables.tableNames(schema))) {
        SourceTable table = tables.find(schema, name);
        if (table != null) {
          addColumns(context, schema, table, definitions.types().get(name), rows);
        }
      }
    }
    for (String schema : SystemSchemas.names()) {
      for (String name : SystemSchemas.tableNames(schema)) {
        SystemTable table = requireNonNull(SystemSchemas.find(schema, name));
        addColumns(context, schema, table, null, rows);
      }
    }
    return rows;
  }

  private static void addColumns(
      QueryContext context,
      String schema,
      SourceTable table,
      @Nullable EntityTypeDescriptor type,
      List<@Nullable Object[]> rows) {
    int ordinal = 0;
    for (TableColumn column : table.shape().columns()) {
      if (column.hidden()) {
        continue;
      }
      ordinal++;
      ColumnDescriptor declared = type == null ? null : type.column(column.name());
      IdentityDescriptor identity = declared == null ? null : declared.identity();
      String generated = declared == null ? null : declared.generatedSql();
      ColumnType columnType = column.type();
      rows.add(
          new Object[] {
            context.session().databaseName(),
            schema,
            table.shape().name(),
            column.name(),
            ordinal,
            declared == null ? null : declared.defaultSql(),
            yesNo(column.nullable()),
            baseName(columnType),
            length(columnType),
            numericPrecision(columnType),
            numericScale(columnType),
            datetimePrecision(columnType),
            columnType.toString(),
            yesNo(identity != null),
            identity == null ? null : identity.always() ? "ALWAYS" : "BY DEFAULT",
            generated == null ? "NEVER" : "ALWAYS",
            generated,
            yesNo(table.shape().writable())
          });
    }
  }

  private static String baseName(ColumnType type) {
    switch (type.kind()) {
      case ARRAY -> {
        return "ARRAY";
      }
      case VECTOR -> {
        return "vector";
      }
      default -> {
        String name = type.toString();
        int open = name.indexOf('(');
        return open < 0 ? name : name.substring(0, open);
      }
    }
  }

  private static @Nullable Integer length(ColumnType type) {
    boolean text = type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR;
    return text && type.precision() > 0 ? (Integer) type.precision() : null;
  }

  private static @Nullable Integer numericPrecision(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT -> 16;
      case INTEGER -> 32;
      case BIGINT -> 64;
      case REAL -> 24;
      case DOUBLE -> 53;
      case DECIMAL -> type.precision() == 0 ? null : (Integer) type.precision();
      default -> null;
    };
  }

  private static @Nullable Integer numericScale(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT -> 0;
      case DECIMAL -> type.precision() == 0 ? null : (Integer) type.scale();
      default -> null;
    };
  }

  private static @Nullable Integer datetimePrecision(ColumnType type) {
    return switch (type.kind()) {
      case DATE -> 0;
      case TIME, TIMESTAMP, TIMESTAMPTZ -> type.precision();
      default -> null;
    };
  }

  static List<@Nullable Object[]> views(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (ViewDescriptor view : requireNonNull(tables.catalog(schema)).views().values()) {
        UpdatableView updatable = UpdatableView.of(tables, view).view();
        rows.add(
            new Object[] {
              catalog,
              schema,
              view.name(),
              view.sql(),
              view.check().name(),
              yesNo(updatable != null && updatable.hasWritableColumn()),
              yesNo(updatable != null && updatable.hasWritableColumn())
            });
      }
    }
    return rows;
  }

  static List<@Nullable Object[]> sequences(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (SequenceDescriptor s : requireNonNull(tables.catalog(schema)).sequences().values()) {
        rows.add(
            new Object[] {
              catalog,
              schema,
              s.name(),
              "bigint",
              Long.toString(s.start()),
              Long.toString(s.minimum()),
              Long.toString(s.maximum()),
              Long.toString(s.increment()),
              yesNo(s.cycle())
            });
      }
    }
    return rows;
  }
}
