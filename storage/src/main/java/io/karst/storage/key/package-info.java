/**
 * Keys: how values and tuples of values become bytes whose unsigned order is the values' order, and
 * the only place that knows what a key of an entity family looks like.
 *
 * <p>{@link io.karst.storage.key.KeyWriter} and {@link io.karst.storage.key.KeyReader} are the
 * codec, {@link io.karst.storage.key.FamilyKeys} the key shapes, {@link
 * io.karst.storage.key.BoundsEncoder} turns bounds into byte ranges, {@link
 * io.karst.storage.key.EntityKeyPlan} turns a declared primary key into entity ids. Every layout is
 * drawn in {@code docs/storage-format.md} and frozen by golden bytes. Imports value, scan, base and
 * {@code engine.KeyRange} only.
 */
@NullMarked
package io.karst.storage.key;

import org.jspecify.annotations.NullMarked;
