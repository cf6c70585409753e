/**
 * COPY: rows from and to CSV files, plain or gzipped. A file is read as a stream, checked row by
 * row and loaded completely or not at all.
 */
@NullMarked
package io.karst.sql.copy;

import org.jspecify.annotations.NullMarked;
