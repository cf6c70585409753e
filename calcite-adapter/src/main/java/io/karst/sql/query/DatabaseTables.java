package io.karst.sql.query;

import io.karst.calcite.source.SourceTable;
import io.karst.calcite.source.StoreSource;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.DatabaseView;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ViewDescriptor;
import io.karst.storage.table.StoreTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a database under the names queries use. */
public final class DatabaseTables implements TableResolver {
  private final DatabaseView database;

  public DatabaseTables(DatabaseView database) {
    this.database = database;
  }

  @Override
  public long version() {
    return database.catalogVersion();
  }

  @Override
  public List<String> schemaNames() {
    return database.collectionNames();
  }

  @Override
  public @Nullable CollectionCatalog catalog(String schema) {
    return database.hasCollection(schema) ? database.collection(schema).catalog() : null;
  }

  @Override
  public @Nullable SourceTable find(String schema, String table) {
    if (!database.hasCollection(schema)) {
      return null;
    }
    StoreTable found = database.collection(schema).findTable(table);
    return found == null ? null : new StoreSource(found);
  }

  @Override
  public @Nullable ViewDescriptor findView(String schema, String name) {
    CollectionCatalog catalog = catalog(schema);
    return catalog == null ? null : catalog.views().get(name);
  }

  @Override
  public List<String> tableNames(String schema) {
    if (!database.hasCollection(schema)) {
      return List.of();
    }
    List<String> names = new ArrayList<>(database.collection(schema).catalog().types().keySet());
    names.addAll(database.collection(schema).modelTableNames());
    return names;
  }
}
