package io.karst.storage.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
 * @param comments COMMENT ON texts; those of parts that are gone are gone
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
    TypeComments comments) {

  public EntityTypeDescriptor {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
    comments = comments.of(partNames(primaryKeyName, indexes, foreignKeys, checks));
  }

  private static Set<String> partNames(
      @Nullable String key,
      List<IndexDescriptor> indexes,
      List<ForeignKeyDescriptor> foreignKeys,
      List<CheckDescriptor> checks) {
    Set<String> names = new HashSet<>();
    if (key != null) {
      names.add(key);
    }
    indexes.forEach(index -> names.add(index.name()));
    foreignKeys.forEach(reference -> names.add(reference.name()));
    checks.forEach(check -> names.add(check.name()));
    return names;
  }

  /** COMMENT ON text of the type, or null. */
  public @Nullable String comment() {
    return comments.text();
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
        comments);
  }

  /** The type with other comments. */
  public EntityTypeDescriptor withComments(TypeComments newComments) {
    return new EntityTypeDescriptor(
        number,
        name,
        epoch,
        columns,
        nextSlot,
        nextIndexNumber,
        primaryKey,
        primaryKeyName,
        indexes,
        foreignKeys,
        checks,
        newComments);
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
