package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.storage.Collection;
import io.karst.storage.DatabaseView;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.scan.TableShape;
import io.karst.storage.table.StoreTable;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The definitions of a session's database. */
final class SessionMetadata implements MetadataSource {
  private static final String INFORMATION_SCHEMA = "information_schema";

  private final SqlSession session;

  SessionMetadata(SqlSession session) {
    this.session = session;
  }

  private DatabaseView database() {
    return session.database();
  }

  @Override
  public List<String> schemas() {
    TreeSet<String> names = new TreeSet<>(database().collectionNames());
    names.add(INFORMATION_SCHEMA);
    return List.copyOf(names);
  }

  @Override
  public @Nullable CollectionCatalog collection(String schema) {
    return database().hasCollection(schema) ? database().collection(schema).catalog() : null;
  }

  @Override
  public List<String> systemTables(String schema) {
    if (!database().hasCollection(schema)) {
      return List.of();
    }
    Collection collection = database().collection(schema);
    TreeSet<String> names = new TreeSet<>(collection.modelTableNames());
    names.removeAll(collection.catalog().types().keySet());
    return List.copyOf(names);
  }

  @Override
  public @Nullable TableShape systemTable(String schema, String table) {
    StoreTable found =
        database().hasCollection(schema) ? database().collection(schema).findTable(table) : null;
    return found == null ? null : found.shape();
  }

  @Override
  public @Nullable List<ResultColumn> viewColumns(String schema, String view) {
    try (SqlStatement query = session.prepare("SELECT * FROM " + quoted(schema, view))) {
      return query.columns();
    } catch (KarstException e) {
      return null;
    }
  }

  private static String quoted(String schema, String name) {
    return '"' + schema.replace("\"", "\"\"") + "\".\"" + name.replace("\"", "\"\"") + '"';
  }
}
