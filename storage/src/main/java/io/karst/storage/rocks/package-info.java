/**
 * The persistent engine: a store on RocksDB behind the transaction layer of {@code engine.local}.
 *
 * <p>The only package that imports {@code org.rocksdb}. Every native object has one owner here that
 * closes it, and no {@code RocksDBException} leaves.
 */
@NullMarked
package io.karst.storage.rocks;

import org.jspecify.annotations.NullMarked;
