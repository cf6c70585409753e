package io.karst.calcite.schema;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.source.QueryContext;
import io.karst.calcite.source.TableResolver;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor.Deferral;
import io.karst.storage.catalog.IndexDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of information_schema about constraints. */
final class ConstraintRows {
  private ConstraintRows() {}

  /** What is done with each entity type. */
  private interface TypeVisitor {
    void visit(String catalog, String schema, EntityTypeDescriptor type);
  }

  private static void eachType(QueryContext context, TypeVisitor visitor) {
    TableResolver tables = context.session().tables();
    for (String schema : tables.schemaNames()) {
      for (EntityTypeDescriptor type : requireNonNull(tables.catalog(schema)).types().values()) {
        visitor.visit(context.session().databaseName(), schema, type);
      }
    }
  }

  /** A primary or unique key. */
  private record Key(String name, List<Integer> slots, boolean primary) {}

  private static List<Key> keys(EntityTypeDescriptor type) {
    List<Key> keys = new ArrayList<>();
    if (!type.primaryKey().isEmpty()) {
      String name = type.primaryKeyName();
      keys.add(new Key(name == null ? type.name() + "_pkey" : name, type.primaryKey(), true));
    }
    for (IndexDescriptor index : type.indexes()) {
      if (index.role() == IndexDescriptor.Role.UNIQUE_CONSTRAINT) {
        keys.add(new Key(index.name(), index.slots(), false));
      }
    }
    return keys;
  }

  static List<@Nullable Object[]> tableConstraints(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    eachType(
        context,
        (catalog, schema, type) -> {
          for (Key key : keys(type)) {
            rows.add(
                row(catalog, schema, key.name(), type, key.primary() ? "PRIMARY KEY" : "UNIQUE"));
          }
          for (ForeignKeyDescriptor key : type.foreignKeys()) {
            @Nullable Object[] row = row(catalog, schema, key.name(), type, "FOREIGN KEY");
            row[7] = key.deferral() == Deferral.NOT_DEFERRABLE ? "NO" : "YES";
            row[8] = key.deferral() == Deferral.INITIALLY_DEFERRED ? "YES" : "NO";
            rows.add(row);
          }
          for (CheckDescriptor check : type.checks()) {
            rows.add(row(catalog, schema, check.name(), type, "CHECK"));
          }
          for (ColumnDescriptor column : type.columns()) {
            if (!column.nullable()) {
              rows.add(row(catalog, schema, notNull(type, column), type, "CHECK"));
            }
          }
        });
    return rows;
  }

  private static @Nullable Object[] row(
      String catalog, String schema, String name, EntityTypeDescriptor type, String kind) {
    String distinct = kind.equals("UNIQUE") ? "YES" : null;
    return new Object[] {
      catalog, schema, name, catalog, schema, type.name(), kind, "NO", "NO", "YES", distinct
    };
  }

  /** NOT NULL is a CHECK constraint for the standard. */
  private static String notNull(EntityTypeDescriptor type, ColumnDescriptor column) {
    return type.name() + "_" + column.name() + "_not_null";
  }

  static List<@Nullable Object[]> constraintTables(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    eachType(
        context,
        (catalog, schema, type) -> {
          for (Key key : keys(type)) {
            rows.add(new Object[] {catalog, schema, type.name(), catalog, schema, key.name()});
          }
          for (ForeignKeyDescriptor key : type.foreignKeys()) {
            if (!key.targetType().equals(ForeignKeyDescriptor.ANY_ENTITY)) {
              rows.add(
                  new Object[] {catalog, schema, key.targetType(), catalog, schema, key.name()});
            }
          }
        });
    return rows;
  }

  static List<@Nullable Object[]> keyColumns(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    eachType(
        context,
        (catalog, schema, type) -> {
          for (Key key : keys(type)) {
            for (int i = 0; i < key.slots().size(); i++) {
              rows.add(
                  keyColumn(catalog, schema, key.name(), type, key.slots().get(i), i + 1, null));
            }
          }
          for (ForeignKeyDescriptor key : type.foreignKeys()) {
            for (int i = 0; i < key.slots().size(); i++) {
              int slot = key.slots().get(i);
              rows.add(keyColumn(catalog, schema, key.name(), type, slot, i + 1, i + 1));
            }
          }
        });
    return rows;
  }

  private static @Nullable Object[] keyColumn(
      String catalog,
      String schema,
      String name,
      EntityTypeDescriptor type,
      int slot,
      int ordinal,
      @Nullable Integer position) {
    return new Object[] {
      catalog,
      schema,
      name,
      catalog,
      schema,
      type.name(),
      type.columnInSlot(slot).name(),
      ordinal,
      position
    };
  }

  static List<@Nullable Object[]> references(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    TableResolver tables = context.session().tables();
    eachType(
        context,
        (catalog, schema, type) -> {
          for (ForeignKeyDescriptor key : type.foreignKeys()) {
            EntityTypeDescriptor target =
                requireNonNull(tables.catalog(schema)).types().get(key.targetType());
            rows.add(
                new Object[] {
                  catalog,
                  schema,
                  key.name(),
                  catalog,
                  schema,
                  target == null ? null : keyName(target, key.targetSlots()),
                  "NONE",
                  key.onUpdate().name().replace('_', ' '),
                  key.onDelete().name().replace('_', ' ')
                });
          }
        });
    return rows;
  }

  private static @Nullable String keyName(EntityTypeDescriptor type, List<Integer> slots) {
    for (Key key : keys(type)) {
      if (key.slots().equals(slots)) {
        return key.name();
      }
    }
    return null;
  }

  static List<@Nullable Object[]> constraintColumns(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    TableResolver tables = context.session().tables();
    eachType(
        context,
        (catalog, schema, type) -> {
          for (Key key : keys(type)) {
            for (int slot : key.slots()) {
              rows.add(usage(catalog, schema, type, slot, key.name()));
            }
          }
          for (ForeignKeyDescriptor key : type.foreignKeys()) {
            EntityTypeDescriptor target =
                requireNonNull(tables.catalog(schema)).types().get(key.targetType());
            for (int slot : key.targetSlots()) {
              if (target != null) {
                rows.add(usage(catalog, schema, target, slot, key.name()));
              }
            }
          }
        });
    return rows;
  }

  private static @Nullable Object[] usage(
      String catalog, String schema, EntityTypeDescriptor type, int slot, String constraint) {
    String column = type.columnInSlot(slot).name();
    return new Object[] {catalog, schema, type.name(), column, catalog, schema, constraint};
  }

  static List<@Nullable Object[]> checks(QueryContext context) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    eachType(
        context,
        (catalog, schema, type) -> {
          for (CheckDescriptor check : type.checks()) {
            rows.add(new Object[] {catalog, schema, check.name(), "(" + check.sql() + ")"});
          }
          for (ColumnDescriptor column : type.columns()) {
            if (!column.nullable()) {
              String clause = column.name() + " IS NOT NULL";
              rows.add(new Object[] {catalog, schema, notNull(type, column), clause});
            }
          }
        });
    DomainRows.addChecks(context, rows);
    return rows;
  }
}
