package io.karst.storage.memory;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineContract;

final class MemoryEngineTest extends EngineContract {
  @Override
  protected Engine create() {
    return MemoryEngines.create();
  }
}
