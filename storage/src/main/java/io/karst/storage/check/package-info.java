/**
 * The comparison of everything a collection stores twice: rows and their indexes, both directions
 * of edges, routing, counters, change log. Reads one snapshot and changes nothing.
 */
@NullMarked
package io.karst.storage.check;

import org.jspecify.annotations.NullMarked;
