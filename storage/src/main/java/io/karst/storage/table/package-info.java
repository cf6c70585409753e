/**
 * The tables of the storage model over engine, keys and codecs: the wide table of an entity type,
 * its {@code $} tables, and the tables of a collection.
 *
 * <p>Invariant: whatever one call changes (core row, index entries, routing, change log) lands in
 * the same transaction, hence in one atomic batch.
 */
@NullMarked
package io.karst.storage.table;

import org.jspecify.annotations.NullMarked;
