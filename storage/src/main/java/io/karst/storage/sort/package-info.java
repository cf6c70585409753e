/**
 * Sorting of key-value entries that may not fit into memory: runs on disk, merged while they are
 * read. Knows nothing of what the bytes mean.
 */
@NullMarked
package io.karst.storage.sort;

import org.jspecify.annotations.NullMarked;
