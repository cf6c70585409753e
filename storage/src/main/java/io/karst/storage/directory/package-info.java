/**
 * The directory of a database: marker file, process lock, names of collection directories, and the
 * journal of commits that span collections.
 */
@NullMarked
package io.karst.storage.directory;

import org.jspecify.annotations.NullMarked;
