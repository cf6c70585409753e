/**
 * Types and values: what a column can hold and which Java object stands for it.
 *
 * <p>Knows nothing of bytes ({@code key}, {@code codec}) or of tables.
 */
@NullMarked
package io.karst.storage.value;

import org.jspecify.annotations.NullMarked;
