package io.karst.sql.ddl;

import io.karst.calcite.ast.Deferral;
import io.karst.calcite.ast.ReferentialAction;
import io.karst.calcite.ast.TableConstraint;
import io.karst.sql.query.Names;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CollectionCatalog;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.value.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** FOREIGN KEY and REFERENCES as descriptors. */
final class ForeignKeys {
  private ForeignKeys() {}

  /**
   * A reference of a table that exists or is being created.
   *
   * @param columns the table's columns
   * @param primaryKey the table's own key, for references to itself
   */
  static ForeignKeyDescriptor describe(
      TableConstraint constraint,
      CollectionCatalog catalog,
      String table,
      List<ColumnDescriptor> columns,
      List<String> primaryKey,
      ConstraintNames names) {
    if (constraint instanceof TableConstraint.EntityReference reference) {
      List<ColumnDescriptor> own = find(columns, Names.simple(reference.columns()));
      if (own.size() != 1 || own.get(0).type().kind() != TypeKind.UUID) {
        throw new KarstException(
            ErrorCode.DATATYPE_MISMATCH, "REFERENCES ENTITY needs one column of type uuid");
      }
      return new ForeignKeyDescriptor(
          name(reference, table, reference.columns(), names),
          slots(own),
          ForeignKeyDescriptor.ANY_ENTITY,
          List.of(),
          action(reference.onDelete()),
          action(reference.onUpdate()),
          deferral(reference.deferral()));
    }
    if (!(constraint instanceof TableConstraint.ForeignKey key)) {
      throw new IllegalArgumentException("not a reference: " + constraint);
    }
    List<ColumnDescriptor> own = find(columns, Names.simple(key.columns()));
    List<ColumnDescriptor> target = target(key, catalog, table, columns, primaryKey);
    String name = name(key, table, key.columns(), names);
    requireMatch(name, own, target);
    return new ForeignKeyDescriptor(
        name,
        slots(own),
        Names.simple(key.table()),
        slots(target),
        action(key.onDelete()),
        action(key.onUpdate()),
        deferral(key.deferral()));
  }

  private static List<ColumnDescriptor> target(
      TableConstraint.ForeignKey key,
      CollectionCatalog catalog,
      String table,
      List<ColumnDescriptor> columns,
      List<String> primaryKey) {
    if (key.table().names.size() > 1
        && !key.table().names.get(key.table().names.size() - 2).equals(catalog.name())) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "foreign keys to another schema (" + key.table() + ") are not supported");
    }
    String targetName = Names.simple(key.table());
    List<String> wanted = Names.simple(key.referencedColumns());
    EntityTypeDescriptor target = catalog.types().get(targetName);
    if (target == null && catalog.views().containsKey(targetName)) {
      throw new KarstException(
          ErrorCode.WRONG_OBJECT_TYPE, "referenced relation \"" + targetName + "\" is not a table");
    }
    if (target == null && !targetName.equals(table)) {
      throw Names.missing("table", key.table());
    }
    List<ColumnDescriptor> targetColumns =
        targetName.equals(table) || target == null ? columns : target.columns();
    if (wanted.isEmpty()) {
      wanted = targetName.equals(table) || target == null ? primaryKey : keyOf(target);
      if (wanted.isEmpty()) {
        throw new KarstException(
            ErrorCode.UNDEFINED_OBJECT,
            "there is no primary key for referenced table \"" + targetName + "\"");
      }
    }
    return find(targetColumns, wanted);
  }

  /** Column names of a type's primary key. */
  static List<String> keyOf(EntityTypeDescriptor type) {
    List<Integer> slots = type.primaryKey();
    for (IndexDescriptor index : type.indexes()) {
      if (slots.isEmpty() && index.role() == IndexDescriptor.Role.PRIMARY_KEY) {
        slots = index.slots();
      }
    }
    List<String> names = new ArrayList<>();
    for (int slot : slots) {
      names.add(type.columnInSlot(slot).name());
    }
    return names;
  }

  private static void requireMatch(
      String name, List<ColumnDescriptor> own, List<ColumnDescriptor> target) {
    if (own.size() != target.size()) {
      throw new KarstException(
          ErrorCode.INVALID_FOREIGN_KEY,
          "number of referencing and referenced columns for foreign key disagree");
    }
    for (int i = 0; i < own.size(); i++) {
      TypeKind left = own.get(i).type().kind();
      TypeKind right = target.get(i).type().kind();
      if (left != right && !(isInteger(left) && isInteger(right))) {
        throw new KarstException(
                ErrorCode.DATATYPE_MISMATCH,
                "foreign key constraint \"" + name + "\" cannot be implemented")
            .withDetail(
                "Key columns \""
                    + own.get(i).name()
                    + "\" and \""
                    + target.get(i).name()
                    + "\" are of incompatible types: "
                    + own.get(i).type()
                    + " and "
                    + target.get(i).type()
                    + ".");
      }
    }
  }

  private static boolean isInteger(TypeKind kind) {
    return kind == TypeKind.SMALLINT || kind == TypeKind.INTEGER || kind == TypeKind.BIGINT;
  }

  private static List<ColumnDescriptor> find(List<ColumnDescriptor> columns, List<String> names) {
    List<ColumnDescriptor> found = new ArrayList<>();
    for (String name : names) {
      ColumnDescriptor match = null;
      for (ColumnDescriptor column : columns) {
        if (column.name().equals(name)) {
          match = column;
        }
      }
      if (match == null) {
        throw new KarstException(
            ErrorCode.UNDEFINED_COLUMN,
            "column \"" + name + "\" referenced in foreign key constraint does not exist");
      }
      found.add(match);
    }
    return found;
  }

  private static List<Integer> slots(List<ColumnDescriptor> columns) {
    List<Integer> slots = new ArrayList<>();
    for (ColumnDescriptor column : columns) {
      slots.add(column.slot());
    }
    return slots;
  }

  private static String name(
      TableConstraint constraint,
      String table,
      List<SqlIdentifier> columns,
      ConstraintNames names) {
    SqlIdentifier given = constraint.name();
    if (given == null) {
      return names.constraint(table, Names.simple(columns), "fkey");
    }
    names.claimConstraint(Names.simple(given));
    return Names.simple(given);
  }

  private static ForeignKeyDescriptor.Deferral deferral(Deferral deferral) {
    return switch (deferral) {
      case NOT_DEFERRABLE -> ForeignKeyDescriptor.Deferral.NOT_DEFERRABLE;
      case INITIALLY_IMMEDIATE -> ForeignKeyDescriptor.Deferral.INITIALLY_IMMEDIATE;
      case INITIALLY_DEFERRED -> ForeignKeyDescriptor.Deferral.INITIALLY_DEFERRED;
    };
  }

  private static ForeignKeyDescriptor.Action action(ReferentialAction action) {
    return switch (action) {
      case NO_ACTION -> ForeignKeyDescriptor.Action.NO_ACTION;
      case RESTRICT -> ForeignKeyDescriptor.Action.RESTRICT;
      case CASCADE -> ForeignKeyDescriptor.Action.CASCADE;
      case SET_NULL -> ForeignKeyDescriptor.Action.SET_NULL;
      case SET_DEFAULT -> ForeignKeyDescriptor.Action.SET_DEFAULT;
    };
  }
}
