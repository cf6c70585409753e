package io.karst.jdbc;

import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Primary keys, indexes and foreign keys as JDBC's result sets. */
final class MetadataKeys {
  private static final String FOREIGN_KEY_COLUMNS =
      """
      PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME
      FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME
      KEY_SEQ:short UPDATE_RULE:short DELETE_RULE:short FK_NAME PK_NAME DEFERRABILITY:short
      """;

  private final MetadataSource source;
  private final String catalog;

  MetadataKeys(MetadataSource source, String catalog) {
    this.source = source;
    this.catalog = catalog;
  }

  ResultSet primaryKeys(@Nullable String schema, @Nullable String table) {
    MetadataRows rows =
        new MetadataRows("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:short PK_NAME");
    for (String name : source.schemas()) {
      EntityTypeDescriptor type = type(name, schema, table);
      if (type == null) {
        continue;
      }
      for (int i = 0; i < type.primaryKey().size(); i++) {
        String column = type.columnInSlot(type.primaryKey().get(i)).name();
        rows.add(catalog, name, type.name(), column, i + 1, type.primaryKeyName());
      }
    }
    return rows.sortedBy(3).resultSet();
  }

  ResultSet indexes(@Nullable String schema, @Nullable String table, boolean uniqueOnly) {
    MetadataRows rows =
        new MetadataRows(
            """
            TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:boolean INDEX_QUALIFIER INDEX_NAME
            TYPE:short ORDINAL_POSITION:short COLUMN_NAME ASC_OR_DESC CARDINALITY:long PAGES:long
            FILTER_CONDITION
            """);
    for (String name : source.schemas()) {
      EntityTypeDescriptor type = type(name, schema, table);
      if (type != null) {
        addIndexes(rows, name, type, uniqueOnly);
      }
    }
    return rows.sortedBy(3, 6, 5, 7).resultSet();
  }

  private void addIndexes(
      MetadataRows rows, String schema, EntityTypeDescriptor type, boolean uniqueOnly) {
    boolean keyHasIndex = false;
    for (IndexDescriptor index : type.indexes()) {
      keyHasIndex |= index.role() == IndexDescriptor.Role.PRIMARY_KEY;
      if (uniqueOnly && !index.unique()) {
        continue;
      }
      for (int i = 0; i < index.slots().size(); i++) {
        rows.add(
            catalog,
            schema,
            type.name(),
            !index.unique(),
            null,
            index.name(),
            (int) DatabaseMetaData.tableIndexOther,
            i + 1,
            type.columnInSlot(index.slots().get(i)).name(),
            index.descending().get(i) ? "D" : "A",
            0L,
            0L,
            null);
      }
    }
    for (int i = 0; !keyHasIndex && i < type.primaryKey().size(); i++) {
      rows.add(
          catalog,
          schema,
          type.name(),
          false,
          null,
          type.primaryKeyName(),
          (int) DatabaseMetaData.tableIndexClustered,
          i + 1,
          type.columnInSlot(type.primaryKey().get(i)).name(),
          "A",
          0L,
          0L,
          null);
    }
  }

  ResultSet importedKeys(@Nullable String schema, @Nullable String table) {
    MetadataRows rows = new MetadataRows(FOREIGN_KEY_COLUMNS);
    addForeignKeys(rows, null, null, schema, table);
    return rows.sortedBy(0, 1, 2, 11, 8).resultSet();
  }

  ResultSet exportedKeys(@Nullable String schema, @Nullable String table) {
    return crossReference(schema, table, null, null);
  }

  ResultSet crossReference(
      @Nullable String parentSchema,
      @Nullable String parent,
      @Nullable String schema,
      @Nullable String table) {
    MetadataRows rows = new MetadataRows(FOREIGN_KEY_COLUMNS);
    addForeignKeys(rows, parentSchema, parent, schema, table);
    return rows.sortedBy(4, 5, 6, 11, 8).resultSet();
  }

  private void addForeignKeys(
      MetadataRows rows,
      @Nullable String parentSchema,
      @Nullable String parent,
      @Nullable String schema,
      @Nullable String table) {
    for (String name : source.schemas()) {
      CollectionCatalog collection = source.collection(name);
      if (collection == null || !fits(schema, name) || !fits(parentSchema, name)) {
        continue;
      }
      for (EntityTypeDescriptor type : collection.types().values()) {
        if (!fits(table, type.name())) {
          continue;
        }
        for (ForeignKeyDescriptor key : type.foreignKeys()) {
          EntityTypeDescriptor target = collection.types().get(key.targetType());
          if (target != null && fits(parent, target.name())) {
            addForeignKey(rows, name, type, key, target);
          }
        }
      }
    }
  }

  private void addForeignKey(
      MetadataRows rows,
      String schema,
      EntityTypeDescriptor type,
      ForeignKeyDescriptor key,
      EntityTypeDescriptor target) {
    for (int i = 0; i < key.slots().size() && i < key.targetSlots().size(); i++) {
      rows.add(
          catalog,
          schema,
          target.name(),
          target.columnInSlot(key.targetSlots().get(i)).name(),
          catalog,
          schema,
          type.name(),
          type.columnInSlot(key.slots().get(i)).name(),
          i + 1,
          rule(key.onUpdate()),
          rule(key.onDelete()),
          key.name(),
          keyName(target, key.targetSlots()),
          deferrability(key.deferral()));
    }
  }

  private static int deferrability(ForeignKeyDescriptor.Deferral deferral) {
    return switch (deferral) {
      case NOT_DEFERRABLE -> DatabaseMetaData.importedKeyNotDeferrable;
      case INITIALLY_IMMEDIATE -> DatabaseMetaData.importedKeyInitiallyImmediate;
      case INITIALLY_DEFERRED -> DatabaseMetaData.importedKeyInitiallyDeferred;
    };
  }

  private static int rule(ForeignKeyDescriptor.Action action) {
    return switch (action) {
      case NO_ACTION -> DatabaseMetaData.importedKeyNoAction;
      case RESTRICT -> DatabaseMetaData.importedKeyRestrict;
      case CASCADE -> DatabaseMetaData.importedKeyCascade;
      case SET_NULL -> DatabaseMetaData.importedKeySetNull;
      case SET_DEFAULT -> DatabaseMetaData.importedKeySetDefault;
    };
  }

  private static @Nullable String keyName(EntityTypeDescriptor target, List<Integer> slots) {
    if (target.primaryKey().equals(slots)) {
      return target.primaryKeyName();
    }
    for (IndexDescriptor index : target.indexes()) {
      if (index.unique() && index.slots().equals(slots)) {
        return index.name();
      }
    }
    return null;
  }

  /** The primary key, or the first unique key without nullable columns. */
  ResultSet bestRowIdentifier(@Nullable String schema, @Nullable String table, int scope) {
    MetadataRows rows =
        new MetadataRows(
            """
            SCOPE:short COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int
            DECIMAL_DIGITS:short PSEUDO_COLUMN:short
            """);
    for (String name : source.schemas()) {
      EntityTypeDescriptor type = type(name, schema, table);
      if (type == null) {
        continue;
      }
      for (int slot : identifier(type)) {
        ColumnDescriptor column = type.columnInSlot(slot);
        rows.add(
            DatabaseMetaData.bestRowSession,
            column.name(),
            JdbcType.code(column.type()),
            JdbcType.name(column.type()),
            JdbcType.precision(column.type()),
            null,
            JdbcType.scale(column.type()),
            DatabaseMetaData.bestRowNotPseudo);
      }
    }
    return rows.resultSet();
  }

  private static List<Integer> identifier(EntityTypeDescriptor type) {
    if (!type.primaryKey().isEmpty()) {
      return type.primaryKey();
    }
    for (IndexDescriptor index : type.indexes()) {
      if (index.unique()
          && index.slots().stream().noneMatch(slot -> type.columnInSlot(slot).nullable())) {
        return index.slots();
      }
    }
    return List.of();
  }

  private @Nullable EntityTypeDescriptor type(
      String schema, @Nullable String wantedSchema, @Nullable String table) {
    CollectionCatalog collection = fits(wantedSchema, schema) ? source.collection(schema) : null;
    return collection == null || table == null ? null : collection.types().get(table);
  }

  /** Whether a name, not a pattern, is asked for; null and empty ask for every one. */
  private static boolean fits(@Nullable String wanted, String name) {
    return wanted == null || wanted.isEmpty() || wanted.equals(name);
  }
}
