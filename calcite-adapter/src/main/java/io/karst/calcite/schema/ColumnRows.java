package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.SystemTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.DomainName;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IdentityDescriptor;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.scan.TableColumn;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code information_schema.columns}. */
final class ColumnRows {
  private ColumnRows() {}

  /** A table or view. */
  private record Owner(String schema, String name, boolean writable) {
    static Owner of(String schema, SourceTable table) {
      return new Owner(schema, table.shape().name(), table.shape().writable());
    }
  }

  static List<@Nullable Object[]> columns(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      CollectionCatalog definitions = requireNonNull(tables.catalog(schema));
      for (String name : new LinkedHashSet<>(tables.tableNames(schema))) {
        SourceTable table = tables.find(schema, name);
        if (table != null) {
          add(
              context,
              Owner.of(schema, table),
              table.shape().columns(),
              definitions.types().get(name),
              definitions,
              rows);
        }
      }
      for (ViewDescriptor view : definitions.views().values()) {
        Owner owner = new Owner(schema, view.name(), DefinitionRows.isWritable(tables, view));
        List<TableColumn> columns = context.session().viewColumns(schema, view.name());
        add(context, owner, columns, null, null, rows);
      }
    }
    for (String schema : SystemSchemas.names()) {
      for (String name : SystemSchemas.tableNames(schema)) {
        SystemTable table = requireNonNull(SystemSchemas.find(schema, name));
        add(context, Owner.of(schema, table), table.shape().columns(), null, null, rows);
      }
    }
    return rows;
  }

  private static void add(
      QueryContext context,
      Owner owner,
      List<TableColumn> columns,
      @Nullable EntityTypeDescriptor type,
      @Nullable CollectionCatalog definitions,
      List<@Nullable Object[]> rows) {
    String catalog = context.session().databaseName();
    int ordinal = 0;
    for (TableColumn column : columns) {
      if (column.hidden()) {
        continue;
      }
      ordinal++;
      ColumnDescriptor declared = type == null ? null : type.column(column.name());
      IdentityDescriptor identity = declared == null ? null : declared.identity();
      SequenceDescriptor sequence =
          identity == null || definitions == null
              ? null
              : definitions.sequences().get(identity.sequence());
      String generated = declared == null ? null : declared.generatedSql();
      DomainName domain = declared == null ? null : declared.domain();
      ColumnType columnType = column.type();
      rows.add(
          new Object[] {
            catalog,
            owner.schema(),
            owner.name(),
            column.name(),
            ordinal,
            declared == null ? null : declared.defaultSql(),
            DefinitionRows.yesNo(column.nullable() && isNullable(context, domain)),
            TypeInformation.dataType(columnType),
            TypeInformation.length(columnType),
            TypeInformation.octets(columnType),
            TypeInformation.numericPrecision(columnType),
            TypeInformation.radix(columnType),
            TypeInformation.numericScale(columnType),
            TypeInformation.datetimePrecision(columnType),
            domain == null ? null : catalog,
            domain == null ? null : domain.collection(),
            domain == null ? null : domain.name(),
            catalog,
            "pg_catalog",
            TypeInformation.udtName(columnType),
            Integer.toString(ordinal),
            "NO",
            DefinitionRows.yesNo(identity != null),
            identity == null ? null : identity.always() ? "ALWAYS" : "BY DEFAULT",
            sequence == null ? null : Long.toString(sequence.start()),
            sequence == null ? null : Long.toString(sequence.increment()),
            sequence == null ? null : Long.toString(sequence.maximum()),
            sequence == null ? null : Long.toString(sequence.minimum()),
            DefinitionRows.yesNo(sequence != null && sequence.cycle()),
            generated == null ? "NEVER" : "ALWAYS",
            generated,
            DefinitionRows.yesNo(owner.writable())
          });
    }
  }

  private static boolean isNullable(QueryContext context, @Nullable DomainName domain) {
    return domain == null || Domains.require(context.session().tables(), domain).nullable();
  }
}
