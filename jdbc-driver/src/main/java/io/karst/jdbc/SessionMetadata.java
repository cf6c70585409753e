package io.karst.jdbc;

import io.karst.sql.ResultColumn;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.scan.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definitions of a session's database. */
final class SessionMetadata implements MetadataSource {
  private final SqlSession session;

  SessionMetadata(SqlSession session) {
    this.session = session;
  }

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
