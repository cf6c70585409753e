package io.karst.sql.ddl;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.catalog.CheckDescriptor;
import io.karst.storage.catalog.ColumnDescriptor;
import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.ForeignKeyDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import io.karst.storage.catalog.TypeComments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition of an entity type under change. */
final class TypeEdit {
  private final EntityTypeDescriptor original;
  String name;
  final List<ColumnDescriptor> columns;
  final List<IndexDescriptor> indexes;
  final List<ForeignKeyDescriptor> foreignKeys;
  final List<CheckDescriptor> checks;
  int nextSlot;
  @Nullable String primaryKeyName;
  TypeComments comments;

  TypeEdit(EntityTypeDescriptor original) {
    this.original = original;
    this.name = original.name();
    this.columns = new ArrayList<>(original.columns());
    this.indexes = new ArrayList<>(original.indexes());
    this.foreignKeys = new ArrayList<>(original.foreignKeys());
    this.checks = new ArrayList<>(original.checks());
    this.nextSlot = original.nextSlot();
    this.primaryKeyName = original.primaryKeyName();
    this.comments = original.comments();
  }

  EntityTypeDescriptor original() {
    return original;
  }

  /** The changed definition; the storage gives it its epoch. */
  EntityTypeDescriptor build() {
    return new EntityTypeDescriptor(
        original.number(),
        name,
        original.epoch(),
        columns,
        nextSlot,
        original.nextIndexNumber(),
        original.primaryKey(),
        primaryKeyName,
        indexes,
        foreignKeys,
        checks,
        comments);
  }

  /** Position of a column, or -1. */
  int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Position of a column.
   *
   * @throws KarstException 42703
   */
  int require(String column) {
    int position = indexOf(column);
    if (position < 0) {
      throw new KarstException(
          ErrorCode.UNDEFINED_COLUMN,
          "column \"" + column + "\" of relation \"" + original.name() + "\" does not exist");
    }
    return position;
  }
}
