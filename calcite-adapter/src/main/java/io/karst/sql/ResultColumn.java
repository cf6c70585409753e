package io.karst.sql;

import io.karst.storage.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a result.
 *
 * @param label the alias, or the name if there is none
 * @param type type of its values
 * @param nullable whether NULL can appear
 * @param schema collection it comes from, or null for a computed column
 * @param table table it comes from, or null for a computed column
 * @param column name in that table, or null for a computed column
 * @param autoIncrement whether it is an identity column
 */
public record ResultColumn(
    String label,
    ColumnType type,
    boolean nullable,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String column,
    boolean autoIncrement) {

  /** A computed column that may be null. */
  public static ResultColumn computed(String label, ColumnType type) {
    return new ResultColumn(label, type, true, null, null, null, false);
  }
}
