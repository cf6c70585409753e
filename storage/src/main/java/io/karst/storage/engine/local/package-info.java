/**
 * The transaction layer that local engines share: snapshots, locks, write buffers, first updater
 * wins and group commit over a small store of byte strings.
 *
 * <p>A store ({@link io.karst.storage.engine.local.ByteStore}) knows spaces, snapshots and atomic
 * batches, nothing of transactions. {@link io.karst.storage.engine.local.LocalEngine} makes an
 * {@link io.karst.storage.engine.Engine} of it. RocksDB and the memory store are the two stores.
 */
@NullMarked
package io.karst.storage.engine.local;

import org.jspecify.annotations.NullMarked;
