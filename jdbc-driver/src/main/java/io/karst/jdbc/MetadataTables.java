package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.scan.TableShape;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Schemas, tables and columns as JDBC's result sets. */
final class MetadataTables {
  static final String TABLE = "TABLE";
  static final String VIEW = "VIEW";
  static final String SYSTEM_TABLE = "SYSTEM TABLE";
  static final List<String> TYPES = List.of(SYSTEM_TABLE, TABLE, VIEW);

  private final MetadataSource source;
  private final String catalog;

  MetadataTables(MetadataSource source, String catalog) {
    this.source = source;
    this.catalog = catalog;
  }

  ResultSet schemas(NamePattern schema) {
    MetadataRows rows = new MetadataRows("TABLE_SCHEM TABLE_CATALOG");
    for (String name : source.schemas()) {
      if (schema.matches(name)) {
        rows.add(name, catalog);
      }
    }
    return rows.resultSet();
  }

  ResultSet tables(NamePattern schema, NamePattern table, String @Nullable [] types) {
    Set<String> wanted = new TreeSet<>(types == null ? TYPES : Arrays.asList(types));
    MetadataRows rows =
        new MetadataRows(
            """
            TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME
            SELF_REFERENCING_COL_NAME REF_GENERATION
            """);
    for (String name : source.schemas()) {
      if (!schema.matches(name)) {
        continue;
      }
      CollectionCatalog collection = source.collection(name);
      if (collection != null) {
        for (EntityTypeDescriptor type : collection.types().values()) {
          addTable(rows, wanted.contains(TABLE), table, name, type.name(), TABLE, type.comment());
        }
        for (ViewDescriptor view : collection.views().values()) {
          addTable(rows, wanted.contains(VIEW), table, name, view.name(), VIEW, view.comment());
        }
      }
      if (wanted.contains(SYSTEM_TABLE)) {
        for (String system : source.systemTables(name)) {
          addTable(rows, true, table, name, system, SYSTEM_TABLE, null);
        }
      }
    }
    return rows.sortedBy(3, 0, 1, 2).resultSet();
  }

  private void addTable(
      MetadataRows rows,
      boolean wanted,
      NamePattern pattern,
      String schema,
      String name,
      String type,
      @Nullable String remarks) {
    if (wanted && pattern.matches(name)) {
      rows.add(catalog, schema, name, type, remarks, null, null, null, null, null);
    }
  }

  ResultSet columns(NamePattern schema, NamePattern table, NamePattern column) {
    MetadataRows rows =
        new MetadataRows(
            """
            TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int
            BUFFER_LENGTH:int DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS COLUMN_DEF
            SQL_DATA_TYPE:int SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int
            IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:short
            IS_AUTOINCREMENT IS_GENERATEDCOLUMN
            """);
    for (String name : source.schemas()) {
      if (schema.matches(name)) {
        addColumnsOfSchema(rows, name, table, column);
      }
    }
    return rows.sortedBy(0, 1, 2, 16).resultSet();
  }

  private void addColumnsOfSchema(
      MetadataRows rows, String schema, NamePattern table, NamePattern column) {
    CollectionCatalog collection = source.collection(schema);
    if (collection != null) {
      for (EntityTypeDescriptor type : collection.types().values()) {
        if (table.matches(type.name())) {
          addColumns(rows, schema, type, column);
        }
      }
      for (ViewDescriptor view : collection.views().values()) {
        if (table.matches(view.name())) {
          addColumns(rows, schema, view.name(), source.viewColumns(schema, view.name()), column);
        }
      }
    }
    for (String system : source.systemTables(schema)) {
      TableShape shape = table.matches(system) ? source.systemTable(schema, system) : null;
      if (shape != null) {
        addColumns(rows, schema, shape, column);
      }
    }
  }

  private void addColumns(
      MetadataRows rows, String schema, EntityTypeDescriptor type, NamePattern pattern) {
    int ordinal = 0;
    for (ColumnDescriptor column : type.columns()) {
      ordinal++;
      if (pattern.matches(column.name())) {
        Extras extras =
            new Extras(
                column.comment(),
                column.defaultSql(),
                column.identity() != null,
                column.generatedSql() != null);
        addColumn(
            rows,
            new String[] {schema, type.name(), column.name()},
            column.type(),
            column.nullable(),
            ordinal,
            extras);
      }
    }
  }

  private void addColumns(
      MetadataRows rows,
      String schema,
      String view,
      @Nullable List<ResultColumn> columns,
      NamePattern pattern) {
    int ordinal = 0;
    for (ResultColumn column : columns == null ? List.<ResultColumn>of() : columns) {
      ordinal++;
      if (pattern.matches(column.label())) {
        String[] names = {schema, view, column.label()};
        addColumn(rows, names, column.type(), column.nullable(), ordinal, Extras.NONE);
      }
    }
  }

  private void addColumns(MetadataRows rows, String schema, TableShape shape, NamePattern pattern) {
    int ordinal = 0;
    for (TableColumn column : shape.columns()) {
      if (column.hidden()) {
        continue;
      }
      ordinal++;
      if (pattern.matches(column.name())) {
        String[] names = {schema, shape.name(), column.name()};
        addColumn(rows, names, column.type(), column.nullable(), ordinal, Extras.NONE);
      }
    }
  }

  /** What only declared columns have. */
  private record Extras(
      @Nullable String comment,
      @Nullable String defaultSql,
      boolean autoIncrement,
      boolean generated) {
    static final Extras NONE = new Extras(null, null, false, false);
  }

  private void addColumn(
      MetadataRows rows,
      String[] names,
      ColumnType type,
      boolean nullable,
      int ordinal,
      Extras extras) {
    boolean numeric = JdbcType.isSigned(type);
    boolean text = type.kind() == TypeKind.VARCHAR || type.kind() == TypeKind.CHAR;
    rows.add(
        catalog,
        names[0],
        names[1],
        names[2],
        JdbcType.code(type),
        JdbcType.name(type),
        JdbcType.precision(type),
        null,
        JdbcType.scale(type),
        numeric ? 10 : null,
        nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
        extras.comment(),
        extras.defaultSql(),
        0,
        0,
        text ? JdbcType.precision(type) : null,
        ordinal,
        nullable ? "YES" : "NO",
        null,
        null,
        null,
        null,
        extras.autoIncrement() ? "YES" : "NO",
        extras.generated() ? "YES" : "NO");
  }
}
