package io.karst.sql.ddl;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;

/** ALTER COLUMN TYPE where it needs no new rows: wider types, and empty tables. */
final class ColumnTypes {
  private ColumnTypes() {}

  static void change(
      TypeEdit edit, int position, AlterAction.SetType action, boolean tableIsEmpty) {
    ColumnDescriptor column = edit.columns.get(position);
    ColumnType from = column.type();
    ColumnType to = ColumnTypeSpec.of(action.type());
    boolean inKey =
        edit.original().primaryKey().contains(column.slot())
            || edit.indexes.stream().anyMatch(index -> index.slots().contains(column.slot()));
    boolean possible =
        from.equals(to) || isWider(from, to) || (tableIsEmpty && !inKey && plain(from, to));
    if (!possible || action.using() != null) {
      throw new KarstException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "changing column \""
                  + column.name()
                  + "\" from "
                  + from
                  + " to "
                  + to
                  + " is not supported")
          .withHint("Add a column of the new type, fill it with UPDATE, and drop the old one.");
    }
    edit.columns.set(
        position,
        new ColumnDescriptor(
            column.slot(),
            column.name(),
            to,
            column.nullable(),
            column.defaultSql(),
            column.missing(),
            column.identity(),
            column.generatedSql(),
            column.comment()));
  }

  private static boolean isWider(ColumnType from, ColumnType to) {
    if (from.kind() == TypeKind.VARCHAR && to.kind() == TypeKind.VARCHAR) {
      return to.precision() == 0 || (from.precision() > 0 && to.precision() >= from.precision());
    }
    if (from.kind() == TypeKind.DECIMAL && to.kind() == TypeKind.DECIMAL) {
      return from.scale() == to.scale()
          && from.precision() > 0
          && to.precision() >= from.precision();
    }
    return false;
  }

  /** Vectors lie elsewhere than other columns. */
  private static boolean plain(ColumnType from, ColumnType to) {
    return from.kind() != TypeKind.VECTOR && to.kind() != TypeKind.VECTOR;
  }
}
