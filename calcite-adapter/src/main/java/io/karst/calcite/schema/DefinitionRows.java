package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.SequenceDescriptor;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of information_schema about schemas, tables, views and sequences. */
final class DefinitionRows {
  private DefinitionRows() {}

  static List<@Nullable Object[]> catalog(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {context.session().databaseName()});
    return rows;
  }

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
        rows.add(new Object[] {catalog, schema, name, type, yesNo(writable), "NO"});
      }
      for (ViewDescriptor view : definitions.views().values()) {
        String insertable = yesNo(isWritable(tables, view));
        rows.add(new Object[] {catalog, schema, view.name(), "VIEW", insertable, "NO"});
      }
    }
    for (String schema : SystemSchemas.names()) {
      for (String name : SystemSchemas.tableNames(schema)) {
        rows.add(new Object[] {catalog, schema, name, "VIEW", "NO", "NO"});
      }
    }
    return rows;
  }

  static boolean isWritable(TableResolver tables, ViewDescriptor view) {
    UpdatableView updatable = UpdatableView.of(tables, view).view();
    return updatable != null && updatable.hasWritableColumn();
  }

  private static List<String> distinct(List<String> names) {
    return names.stream().distinct().toList();
  }

  static String yesNo(boolean value) {
    return value ? "YES" : "NO";
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
              yesNo(updatable != null && updatable.hasWritableColumn()),
              "NO",
              "NO",
              "NO"
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
              64,
              2,
              0,
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
