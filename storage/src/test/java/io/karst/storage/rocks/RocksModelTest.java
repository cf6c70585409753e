package io.karst.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.Isolation;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.memory.MemoryEngines;
import io.karst.storage.value.Seeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random operations on RocksDB and on the memory engine must give the same at every step. */
final class RocksModelTest {
  private static final TransactionOptions OPTIONS =
      new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 1000, 1 << 26, () -> false);

  @TempDir Path directory;
  private Engine[] engines;
  private Space[] spaces;

  @Test
  void bothEnginesAgree() {
    Seeds.run(this::run);
  }

  private void run(SplittableRandom random) {
    engines = new Engine[] {openRocks(), MemoryEngines.create()};
    spaces = new Space[2];
    for (int i = 0; i < 2; i++) {
      spaces[i] = engines[i].createSpace("s", SpaceOptions.ROWS);
    }
    Snapshot[] old = {engines[0].snapshot(), engines[1].snapshot()};
    for (int step = 0; step < 400; step++) {
      transaction(random);
      if (random.nextInt(20) == 0) {
        same(random, old[0], old[1]);
        old[0].close();
        old[1].close();
        if (random.nextInt(2) == 0) {
          engines[0].close();
          engines[0] = openRocks();
          spaces[0] = engines[0].space("s");
        }
        old = new Snapshot[] {engines[0].snapshot(), engines[1].snapshot()};
      }
      assertThat(engines[0].lastSequence()).isEqualTo(engines[1].lastSequence());
    }
    for (int i = 0; i < 2; i++) {
      old[i].close();
      engines[i].close();
    }
  }

  private Engine openRocks() {
    return RocksEngines.open(directory, RocksSettings.of(RocksSettings.Preset.SMALL));
  }

  private void transaction(SplittableRandom random) {
    try (EngineTransaction first = engines[0].begin(OPTIONS);
        EngineTransaction second = engines[1].begin(OPTIONS)) {
      EngineTransaction[] both = {first, second};
      long[] marks = null;
      int operations = random.nextInt(30);
      for (int i = 0; i < operations; i++) {
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> put(random, both);
          case 4, 5 -> delete(random, both);
          case 6 -> marks = new long[] {first.mark(), second.mark()};
          case 7 -> {
            if (marks != null) {
              first.rollbackTo(marks[0]);
              second.rollbackTo(marks[1]);
            }
          }
          default -> same(random, first, second);
        }
      }
      same(random, first, second);
      if (random.nextInt(4) > 0) {
        assertThat(first.commit(null)).isEqualTo(second.commit(null));
      }
    }
  }

  private void put(SplittableRandom random, EngineTransaction[] both) {
    byte[] key = key(random);
    byte[] value = new byte[random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(8)];
    Arrays.fill(value, (byte) random.nextInt(256));
    for (int i = 0; i < 2; i++) {
      both[i].put(spaces[i], key, value);
    }
  }

  private void delete(SplittableRandom random, EngineTransaction[] both) {
    byte[] key = key(random);
    for (int i = 0; i < 2; i++) {
      both[i].delete(spaces[i], key);
    }
  }

  private void same(SplittableRandom random, Reader rocks, Reader memory) {
    byte[] from = random.nextInt(3) == 0 ? new byte[0] : key(random);
    byte[] to = random.nextInt(3) == 0 ? null : key(random);
    KeyRange range = new KeyRange(from, to);
    long limit = random.nextInt(2) == 0 ? Long.MAX_VALUE : random.nextInt(20);
    ScanOptions options =
        new ScanOptions(
            random.nextInt(2) == 0, 1 + random.nextInt(50), limit, false, random.nextInt(2) == 0);
    assertThat(entries(rocks, spaces[0], range, options))
        .isEqualTo(entries(memory, spaces[1], range, options));
    byte[][] keys = new byte[random.nextInt(8)][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = key(random);
    }
    assertThat(rocks.multiGet(spaces[0], keys)).isEqualTo(memory.multiGet(spaces[1], keys));
    byte[] key = key(random);
    assertThat(rocks.get(spaces[0], key)).isEqualTo(memory.get(spaces[1], key));
  }

  private static byte[] key(SplittableRandom random) {
    byte[] key = new byte[1 + random.nextInt(3)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(8) * 36);
    }
    return key;
  }

  private static List<String> entries(
      Reader reader, Space space, KeyRange range, ScanOptions options) {
    List<String> entries = new ArrayList<>();
    try (Cursor cursor = reader.scan(space, range, options)) {
      for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
        for (int i = 0; i < batch.size(); i++) {
          entries.add(Arrays.toString(batch.key(i)) + Arrays.hashCode(batch.value(i)));
        }
      }
    }
    return entries;
  }
}
