package io.karst.storage.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity type: a table and its column family.
 *
 * @param number 1 .. 65535, unique in the collection, never reused; part of ids Karst makes
 * @param name unique among types and views of the collection
 * @param epoch grows with each change of this definition; plans are guarded by it
 * @param columns live columns in declaration order (dropped ones are gone, their slots stay unused)
 * @param nextSlot slot of the next added column
 * @param nextIndexNumber number of the next index
 * @param primaryKey slots of the primary key in key order; empty = none declared
 * @param primaryKeyName constraint name, or null if none declared
 * @param indexes all indexes; holds a PRIMARY_KEY one only if ids do not embed the key
 * @param foreignKeys references to other types
 * @param checks CHECK constraints
 * @param comment COMMENT ON text, or null
 */
public record EntityTypeDescriptor(
    int number,
    String name,
    long epoch,
    List<ColumnDescriptor> columns,
    int nextSlot,
    int nextIndexNumber,
    List<Integer> primaryKey,
    @Nullable String primaryKeyName,
    List<IndexDescriptor> indexes,
    List<ForeignKeyDescriptor> foreignKeys,
    List<CheckDescriptor> checks,
    @Nullable String comment) {

  public EntityTypeDescriptor {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
  }

  /** The type with other columns. */
  EntityTypeDescriptor withColumns(List<ColumnDescriptor> newColumns) {
    return new EntityTypeDescriptor(
        number,
        name,
        epoch,
        newColumns,
        nextSlot,
        nextIndexNumber,
        primaryKey,
        primaryKeyName,
        indexes,
        foreignKeys,
        checks,
        comment);
  }

  /** Whether the primary key has an index of its own, since ids do not show it. */
  public boolean hasKeyIndex() {
    for (IndexDescriptor index : indexes) {
      if (index.role() == IndexDescriptor.Role.PRIMARY_KEY) {
        return true;
      }
    }
    return false;
  }

  /** The column with this name, or null. */
  public @Nullable ColumnDescriptor column(String columnName) {
    for (ColumnDescriptor column : columns) {
      if (column.name().equals(columnName)) {
        return column;
      }
    }
    return null;
  }

  /** The live column in this slot. */
  public ColumnDescriptor columnInSlot(int slot) {
    for (ColumnDescriptor column : columns) {
      if (column.slot() == slot) {
        return column;
      }
    }
    throw new IllegalArgumentException("no live column in slot " + slot + " of " + name);
  }

  /** Position of the live column in this slot among {@link #columns}, or -1. */
  public int positionOfSlot(int slot) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).slot() == slot) {
        return i;
      }
    }
    return -1;
  }
}
