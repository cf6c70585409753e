package io.karst.storage;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
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

  public DatabaseOptions withCreate(boolean whenAbsent) {
    return new DatabaseOptions(whenAbsent, durability, settings);
  }

  public DatabaseOptions withDurability(Durability newDurability) {
    return new DatabaseOptions(create, newDurability, settings);
  }

  /**
   * Other caches and buffers.
   *
   * @param preset default, small, large, read_heavy or write_heavy
   * @throws KarstException INVALID_PARAMETER for another word
   */
  public DatabaseOptions withPreset(String preset) {
    for (RocksSettings.Preset known : RocksSettings.Preset.values()) {
      if (known.name().equalsIgnoreCase(preset)) {
        return new DatabaseOptions(create, durability, RocksSettings.of(known));
      }
    }
    throw new KarstException(
        ErrorCode.INVALID_PARAMETER,
        "preset must be default, small, large, read_heavy or write_heavy, not \"" + preset + "\"");
  }

  /** Caches and buffers of the process together at about {@code bytes}. */
  public DatabaseOptions withMemoryLimit(long bytes) {
    return new DatabaseOptions(create, durability, settings.withMemoryLimit(bytes));
  }
}
