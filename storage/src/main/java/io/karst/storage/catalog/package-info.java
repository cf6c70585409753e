/**
 * What is defined: collections, entity types, columns, indexes, constraints, views, sequences.
 *
 * <p>Descriptors are immutable; a definition changes by replacing a descriptor under a higher
 * epoch. Numbers (types, slots, indexes) are given once and never reused: keys on disk carry them.
 */
@NullMarked
package io.karst.storage.catalog;

import org.jspecify.annotations.NullMarked;
