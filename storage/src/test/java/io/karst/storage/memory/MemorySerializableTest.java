package io.karst.storage.memory;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.SerializableContract;

final class MemorySerializableTest extends SerializableContract {
  @Override
  protected Engine create() {
    return MemoryEngines.create();
  }
}
