package io.karst.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.engine.Engine;
import io.karst.storage.engine.SerializableContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class RocksSerializableTest extends SerializableContract {
  private static int openBefore;

  @TempDir Path directory;

  @Override
  protected Engine create() {
    return RocksEngines.open(directory, RocksSettings.of(RocksSettings.Preset.SMALL));
  }

  @BeforeAll
  static void count() {
    openBefore = NativeObjects.open(); // other tests abandon stores as a crash does
  }

  @AfterAll
  static void everyNativeObjectIsClosed() {
    assertThat(NativeObjects.open()).isEqualTo(openBefore);
  }
}
