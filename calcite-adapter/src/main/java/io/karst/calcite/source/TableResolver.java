package io.karst.calcite.source;

import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ViewDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names to tables, views and definitions. Thread-safe; each call sees the newest catalog. */
public interface TableResolver {

  /** Grows with every definition that changes anywhere; what is cached is kept per version. */
  long version();

  /** Collections, without the schemas of system tables. */
  List<String> schemaNames();

  /** Definitions of a collection, or null if there is none of that name. */
  @Nullable CollectionCatalog catalog(String schema);

  /** A readable table of a collection, $ tables included, or null. */
  @Nullable SourceTable find(String schema, String table);

  /** A view, or null. */
  @Nullable ViewDescriptor findView(String schema, String name);

  /** All readable tables of a collection, $ tables included, without views. */
  List<String> tableNames(String schema);
}
