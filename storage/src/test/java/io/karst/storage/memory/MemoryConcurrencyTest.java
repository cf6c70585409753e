package io.karst.storage.memory;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineConcurrencyContract;

final class MemoryConcurrencyTest extends EngineConcurrencyContract {
  @Override
  protected Engine create() {
    return MemoryEngines.create();
  }
}
