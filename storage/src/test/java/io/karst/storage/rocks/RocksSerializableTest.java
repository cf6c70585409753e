package io.karst.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.SerializableContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

final class RocksSerializableTest extends SerializableContract {
  @TempDir Path directory;

  @Override
  protected Engine create() {
    return RocksEngines.open(directory, RocksSettings.of(RocksSettings.Preset.SMALL));
  }

  @AfterAll
  static void everyNativeObjectIsClosed() {
    assertThat(NativeObjects.open()).isZero();
  }
}
