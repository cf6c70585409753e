package io.karst.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.memory.MemoryEngines;
import io.karst.storage.value.Seeds;
import org.junit.jupiter.api.Test;

final class CrankyEngineTest {

  @Test
  void failuresLoseNothingAndLeakNothing() {
    Seeds.run(
        random -> {
          AssertingEngine inner = new AssertingEngine(MemoryEngines.create());
          try (CrankyEngine engine = new CrankyEngine(inner, random.nextLong(), 100)) {
            engine.setCranky(false);
            Space space = engine.createSpace("s", SpaceOptions.ROWS);
            engine.setCranky(true);
            int committed = 0;
            for (int i = 0; i < 500; i++) {
              committed += tryCommit(engine, space, i) ? 1 : 0;
            }
            engine.setCranky(false);
            assertThat(engine.lastSequence()).isEqualTo(committed);
            assertThat(committed).isBetween(1, 499);
          }
        });
  }

  private static boolean tryCommit(Engine engine, Space space, int i) {
    byte[] key = {(byte) (1 + i % 20)};
    try (EngineTransaction transaction = engine.begin(TransactionOptions.DEFAULT);
        Snapshot snapshot = engine.snapshot()) {
      transaction.getForUpdate(space, key);
      transaction.put(space, key, new byte[] {(byte) i});
      snapshot.scan(space, KeyRange.ALL, ScanOptions.FORWARD).close();
      transaction.commit(null);
      return true;
    } catch (KarstException e) {
      return false;
    }
  }
}
