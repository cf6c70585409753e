package io.karst.storage;

import io.karst.storage.engine.Durability;
import io.karst.storage.rocks.RocksSettings;

/**
 * How a database is opened.
 *
 * @param create whether an absent or empty directory becomes a new database
 * @param durability what commits wait for unless a transaction says otherwise
 * @param settings caches and buffers of the storage engine
 */
public record DatabaseOptions(boolean create, Durability durability, RocksSettings settings) {

  /** Creates when absent, syncs every commit, default preset. */
  public static DatabaseOptions defaults() {
    return new DatabaseOptions(true, Durability.SYNC, RocksSettings.defaults());
  }
}
