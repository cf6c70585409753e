/**
 * Values on disk: packed rows with access to single columns, and the small records of properties,
 * edges, vectors, trajectories, measures, catalog and change log.
 *
 * <p>Everything begins with a format byte. Numbers in values are little endian (in keys they are
 * big endian, for their order). Bytes that contradict their format raise {@code KarstException}
 * XX001 and nothing else. The layouts are drawn in {@code docs/storage-format.md} and frozen by
 * golden bytes; a changed layout gets a new format byte and the old reader stays. Imports key,
 * value, base.
 */
@NullMarked
package io.karst.storage.codec;

import org.jspecify.annotations.NullMarked;
