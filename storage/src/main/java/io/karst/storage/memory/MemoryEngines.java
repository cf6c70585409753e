package io.karst.storage.memory;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.local.LocalEngine;

/** Makes engines whose content lives on the heap and ends with them. */
public final class MemoryEngines {
  private MemoryEngines() {}

  /** A new, empty engine. Takes a few kilobytes and no thread. */
  public static Engine create() {
    return new LocalEngine(new MemoryByteStore());
  }
}
