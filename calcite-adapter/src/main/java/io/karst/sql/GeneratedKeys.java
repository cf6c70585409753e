package io.karst.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inserted rows as they were stored, defaults and identity values included.
 *
 * @param columns all declared columns of the table, in order
 * @param keyColumns positions among {@code columns} of what RETURN_GENERATED_KEYS shows: identity
 *     columns, then columns filled by a default, then the primary key
 * @param rows one array per inserted row in insertion order, canonical values
 */
public record GeneratedKeys(
    List<ResultColumn> columns, List<Integer> keyColumns, List<@Nullable Object[]> rows) {}
