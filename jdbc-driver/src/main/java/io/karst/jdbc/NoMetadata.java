package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.scan.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definitions of a database that does not exist. */
enum NoMetadata implements MetadataSource {
  INSTANCE;

  @Override
  public List<String> schemas() {
    return List.of();
  }

  @Override
  public @Nullable CollectionCatalog collection(String schema) {
    return null;
  }

  @Override
  public List<String> systemTables(String schema) {
    return List.of();
  }

  @Override
  public @Nullable TableShape systemTable(String schema, String table) {
    return null;
  }

  @Override
  public @Nullable List<ResultColumn> viewColumns(String schema, String view) {
    return null;
  }
}
