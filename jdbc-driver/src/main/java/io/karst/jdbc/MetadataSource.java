package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.scan.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link KarstDatabaseMetaData} needs to know of a database's definitions. */
interface MetadataSource {

  /** Names of all schemas, system ones included, sorted. */
  List<String> schemas();

  /** Definitions of a collection, or null if the schema is a system one or does not exist. */
  @Nullable CollectionCatalog collection(String schema);

  /** Names of tables that nobody declared: {@code $} tables and those of system schemas. */
  List<String> systemTables(String schema);

  /** Shape of a system table, or null if there is none of that name. */
  @Nullable TableShape systemTable(String schema, String table);

  /** Columns of a view, or null if its query no longer works. */
  @Nullable List<ResultColumn> viewColumns(String schema, String view);
}
