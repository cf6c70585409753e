package io.karst.sql;

import io.karst.storage.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a {@code ?}.
 *
 * @param type type the value is converted to, or null if any type is accepted
 * @param nullable whether NULL makes sense there
 */
public record ParameterInfo(@Nullable ColumnType type, boolean nullable) {}
