package io.karst.storage.scan;

import io.karst.storage.value.ColumnType;

/**
 * A column as a reader of a table sees it.
 *
 * @param name lower case unless it was quoted
 * @param type what it holds
 * @param nullable whether NULL can appear
 * @param hidden left out of {@code SELECT *}
 */
public record TableColumn(String name, ColumnType type, boolean nullable, boolean hidden) {}
