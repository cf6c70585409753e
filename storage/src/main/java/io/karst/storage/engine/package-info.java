/**
 * The narrow interface between Karst and a key-value engine: bytes in, bytes out.
 *
 * <p>Interfaces and plain records only. The local engines (RocksDB, memory) share one transaction
 * layer in {@code engine.local}; a distributed engine implements {@link
 * io.karst.storage.engine.Engine} directly. Imports nothing above {@code base}.
 */
@NullMarked
package io.karst.storage.engine;

import org.jspecify.annotations.NullMarked;
