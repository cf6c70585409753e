/**
 * The vocabulary of what may be asked of a table: shapes, access paths, bounds. No execution, no
 * SQL types, no bytes.
 */
@NullMarked
package io.karst.storage.scan;

import org.jspecify.annotations.NullMarked;
