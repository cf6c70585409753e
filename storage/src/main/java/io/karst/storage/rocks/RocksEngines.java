package io.karst.storage.rocks;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.local.LocalEngine;
import java.nio.file.Path;

/** Opens engines whose content is a RocksDB database. */
public final class RocksEngines {
  private RocksEngines() {}

  /**
   * Opens the collection in a directory, creating it if it is absent. The caller has made sure that
   * no other process uses it.
   *
   * @throws io.karst.storage.base.KarstException OBJECT_IN_USE if it is open already,
   *     DATA_CORRUPTED if it is damaged, DISK_FULL, IO_ERROR
   */
  public static Engine open(Path directory, RocksSettings settings) {
    return new LocalEngine(RocksByteStore.open(directory, settings));
  }
}
