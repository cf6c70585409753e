package io.karst.storage.catalog;

import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What CREATE TABLE asks for; numbers are given by the collection.
 *
 * @param name unique among types and views of the collection
 * @param columns slot = position; identity columns name sequences that are created first
 * @param primaryKey column names in key order; empty = none
 * @param primaryKeyName constraint name, or null when there is no key
 * @param uniqueKeys UNIQUE constraints
 * @param foreignKeys slots refer to {@code columns} positions
 * @param checks CHECK constraints
 */
public record EntityTypeSpec(
    String name,
    List<ColumnDescriptor> columns,
    List<String> primaryKey,
    @Nullable String primaryKeyName,
    List<UniqueKey> uniqueKeys,
    List<ForeignKeyDescriptor> foreignKeys,
    List<CheckDescriptor> checks) {

  public EntityTypeSpec {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
    foreignKeys = List.copyOf(foreignKeys);
    checks = List.copyOf(checks);
  }

  /** A type without columns, for the {@code with} methods to add some. */
  public static EntityTypeSpec named(String name) {
    return of(name, List.of(), List.of());
  }

  /** The same with one more column, which may be NULL unless it is part of the key. */
  public EntityTypeSpec with(String column, ColumnType type) {
    List<ColumnDescriptor> more = new ArrayList<>(columns);
    more.add(ColumnDescriptor.of(columns.size(), column, type, true));
    return new EntityTypeSpec(
        name, more, primaryKey, primaryKeyName, uniqueKeys, foreignKeys, checks);
  }

  /** The same with a primary key. */
  public EntityTypeSpec withKey(String... columnNames) {
    return new EntityTypeSpec(
        name, columns, List.of(columnNames), name + "_pkey", uniqueKeys, foreignKeys, checks);
  }

  /** A type with columns and maybe a key, and no other constraint. */
  public static EntityTypeSpec of(
      String name, List<ColumnDescriptor> columns, List<String> primaryKey) {
    String keyName = primaryKey.isEmpty() ? null : name + "_pkey";
    return new EntityTypeSpec(name, columns, primaryKey, keyName, List.of(), List.of(), List.of());
  }

  /**
   * A UNIQUE constraint.
   *
   * @param name constraint and index name
   * @param columns column names
   */
  public record UniqueKey(String name, List<String> columns) {
    public UniqueKey {
      columns = List.copyOf(columns);
    }
  }
}
