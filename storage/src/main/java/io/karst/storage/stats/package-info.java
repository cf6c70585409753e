/** Statistics of types: distinct-value sketches, kept up to date as rows are written. */
@NullMarked
package io.karst.storage.stats;

import org.jspecify.annotations.NullMarked;
