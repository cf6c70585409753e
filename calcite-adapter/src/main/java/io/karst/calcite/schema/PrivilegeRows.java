package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of information_schema about privileges: the one user owns everything. */
final class PrivilegeRows {
  private static final List<String> OF_TABLES =
      List.of("INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES");
  private static final List<String> OF_COLUMNS =
      List.of("INSERT", "SELECT", "UPDATE", "REFERENCES");

  private PrivilegeRows() {}

  static List<@Nullable Object[]> roles(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {context.session().userName()});
    return rows;
  }

  static List<@Nullable Object[]> tables(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String user = context.session().userName();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      CollectionCatalog definitions = requireNonNull(tables.catalog(schema));
      List<String> names = new ArrayList<>(definitions.types().keySet());
      names.addAll(definitions.views().keySet());
      for (String name : names) {
        for (String privilege : OF_TABLES) {
          String hierarchy = DefinitionRows.yesNo(privilege.equals("SELECT"));
          rows.add(new Object[] {user, user, catalog, schema, name, privilege, "YES", hierarchy});
        }
      }
    }
    return rows;
  }

  static List<@Nullable Object[]> columns(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    String user = context.session().userName();
    String catalog = context.session().databaseName();
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (EntityTypeDescriptor type : requireNonNull(tables.catalog(schema)).types().values()) {
        for (ColumnDescriptor column : type.columns()) {
          for (String privilege : OF_COLUMNS) {
            rows.add(
                new Object[] {
                  user, user, catalog, schema, type.name(), column.name(), privilege, "YES"
                });
          }
        }
      }
    }
    return rows;
  }
}
