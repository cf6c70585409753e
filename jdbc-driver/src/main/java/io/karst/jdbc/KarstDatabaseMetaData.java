package io.karst.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Describes the database and the driver. Every method answers; what there is none of is empty. */
final class KarstDatabaseMetaData extends EmptyMetadata {

  KarstDatabaseMetaData(KarstConnection connection) {
    super(connection);
  }

  /** A question to the definitions. */
  private interface Query<T> {
    ResultSet ask(T subject) throws SQLException;
  }

  // Schemas, tables, columns.

  @Override
  public ResultSet getCatalogs() {
    MetadataRows rows = new MetadataRows("TABLE_CAT");
    rows.add(connection.databaseName());
    return rows.resultSet();
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(@Nullable String catalog, @Nullable String schemaPattern)
      throws SQLException {
    return tables(catalog, t -> t.schemas(new NamePattern(schemaPattern)));
  }

  @Override
  public ResultSet getTableTypes() {
    MetadataRows rows = new MetadataRows("TABLE_TYPE");
    for (String type : MetadataTables.TYPES) {
      rows.add(type);
    }
    return rows.resultSet();
  }

  @Override
  public ResultSet getTables(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      String @Nullable [] types)
      throws SQLException {
    return tables(
        catalog,
        t -> t.tables(new NamePattern(schemaPattern), new NamePattern(tablePattern), types));
  }

  @Override
  public ResultSet getColumns(
      @Nullable String catalog,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern)
      throws SQLException {
    return tables(
        catalog,
        t ->
            t.columns(
                new NamePattern(schemaPattern),
                new NamePattern(tablePattern),
                new NamePattern(columnPattern)));
  }

  // Keys.

  @Override
  public ResultSet getPrimaryKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys(catalog, k -> k.primaryKeys(schema, table));
  }

  @Override
  public ResultSet getIndexInfo(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      boolean unique,
      boolean approximate)
      throws SQLException {
    return keys(catalog, k -> k.indexes(schema, table, unique));
  }

  @Override
  public ResultSet getImportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys(catalog, k -> k.importedKeys(schema, table));
  }

  @Override
  public ResultSet getExportedKeys(
      @Nullable String catalog, @Nullable String schema, @Nullable String table)
      throws SQLException {
    return keys(catalog, k -> k.exportedKeys(schema, table));
  }

  @Override
  public ResultSet getCrossReference(
      @Nullable String parentCatalog,
      @Nullable String parentSchema,
      @Nullable String parentTable,
      @Nullable String foreignCatalog,
      @Nullable String foreignSchema,
      @Nullable String foreignTable)
      throws SQLException {
    String catalog = isThis(parentCatalog) ? foreignCatalog : parentCatalog;
    return keys(
        catalog, k -> k.crossReference(parentSchema, parentTable, foreignSchema, foreignTable));
  }

  @Override
  public ResultSet getBestRowIdentifier(
      @Nullable String catalog,
      @Nullable String schema,
      @Nullable String table,
      int scope,
      boolean nullable)
      throws SQLException {
    return keys(catalog, k -> k.bestRowIdentifier(schema, table, scope));
  }

  // Types.

  @Override
  public ResultSet getTypeInfo() {
    return MetadataTypes.typeInfo();
  }

  @Override
  public ResultSet getClientInfoProperties() {
    MetadataRows rows = new MetadataRows("NAME MAX_LEN:int DEFAULT_VALUE DESCRIPTION");
    rows.add("ApplicationName", 256, "", "Name of the program that uses the connection");
    return rows.resultSet();
  }

  private ResultSet tables(@Nullable String catalog, Query<MetadataTables> query)
      throws SQLException {
    return connection.metadata(
        isThis(catalog), s -> query.ask(new MetadataTables(s, connection.databaseName())));
  }

  private ResultSet keys(@Nullable String catalog, Query<MetadataKeys> query) throws SQLException {
    return connection.metadata(
        isThis(catalog), s -> query.ask(new MetadataKeys(s, connection.databaseName())));
  }

  private boolean isThis(@Nullable String catalog) {
    return catalog == null || catalog.isEmpty() || catalog.equals(connection.databaseName());
  }
}
