package io.karst.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.changelog.Change;
import io.karst.storage.changelog.ChangeBuffer;
import io.karst.storage.changelog.ChangeLogWriter;
import io.karst.storage.directory.CommitJournal;
import io.karst.storage.directory.DatabaseDirectory;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.key.FamilyKeys;
import io.karst.storage.memory.MemoryEngines;
import io.karst.storage.stats.ColumnSketches;
import io.karst.storage.table.Routing;
import io.karst.storage.testkit.GoldenFile;
import io.karst.storage.tx.CollectionDomain;
import io.karst.storage.tx.TypeCounters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes outside of the entity families, frozen: change log, routing, counters, journal, marker. */
class SystemGoldenTest {
  private static final UUID A = UUID.fromString("00112233-4455-7677-8899-aabbccddeeff");

  @TempDir Path directory;

  @Test
  void changeLog() throws IOException {
    ChangeBuffer buffer = new ChangeBuffer();
    byte[] key = FamilyKeys.core(A);
    buffer.add(Change.Operation.INSERT, 0x0102, key, null, new byte[] {1, 2});
    buffer.add(Change.Operation.UPDATE, 1, key, new byte[] {1}, new byte[] {2});
    buffer.add(Change.Operation.DELETE, 1, key, new byte[] {2}, null);
    buffer.add(Change.Operation.TRUNCATE, 1, new byte[0], null, null);
    buffer.add(Change.Operation.BULK_LOAD, 1, new byte[0], null, new byte[8]);
    Map<String, byte[]> cases = new LinkedHashMap<>();
    Engine engine = MemoryEngines.create();
    Space space = engine.createSpace("$changes", SpaceOptions.LOG);
    ChangeLogWriter.write(
        space,
        0x0102030405060708L,
        0x1112131415161718L,
        buffer,
        (into, entryKey, value) -> {
          cases.put("key", entryKey);
          cases.put("value", value);
        });
    engine.close();
    cases.put("key of part 9", ChangeLogWriter.key(1, 9));
    GoldenFile.check("change-log", cases);
  }

  @Test
  void routingCountersAndSketches() throws IOException {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    cases.put("routing", Routing.encode(0x0102, 0x03040506));
    TypeCounters counters = new TypeCounters();
    counters.raiseOrdinal(0x0102030405060708L);
    for (int subspace = 1; subspace <= 7; subspace++) {
      counters.set(subspace, subspace);
    }
    cases.put("counter key", CollectionDomain.counterKey(0x0102));
    cases.put("counters", counters.encode());
    ColumnSketches sketches = new ColumnSketches();
    cases.put("no sketches", sketches.encode());
    sketches.add(2, 1L);
    sketches.add(2, "text");
    byte[] stored = sketches.encode();
    assertThat(stored).hasSize(1 + 2 + 1024);
    cases.put("sketches, beginning", Arrays.copyOf(stored, 3));
    cases.put("sketches, registers not zero", nonZero(stored));
    GoldenFile.check("statistics", cases);
  }

  /** Position u16 and value of each register that is not zero. */
  private static byte[] nonZero(byte[] stored) {
    byte[] found = new byte[stored.length];
    int size = 0;
    for (int i = 3; i < stored.length; i++) {
      if (stored[i] != 0) {
        found[size++] = (byte) ((i - 3) >> 8);
        found[size++] = (byte) (i - 3);
        found[size++] = stored[i];
      }
    }
    return Arrays.copyOf(found, size);
  }

  @Test
  void directoryAndJournal() throws IOException {
    Map<String, byte[]> cases = new LinkedHashMap<>();
    try (DatabaseDirectory opened = DatabaseDirectory.open(directory, true);
        CommitJournal journal = new CommitJournal(directory)) {
      cases.put("KARST", Files.readAllBytes(directory.resolve("KARST")));
      cases.put("directory of A b/ä", text(opened.collectionPath("A b/ä").getFileName()));
      List<CommitJournal.Part> parts =
          List.of(
              new CommitJournal.Part("a", 0x0102030405060708L, new byte[] {9, 8}),
              new CommitJournal.Part("ä", 2, new byte[0]));
      journal.write(parts);
      cases.put("JOURNAL", Files.readAllBytes(directory.resolve("JOURNAL")));
      assertThat(journal.read()).hasSize(2);
      journal.clear();
      assertThat(directory.resolve("JOURNAL")).isEmptyFile();
      assertThat(journal.read()).isEmpty();
    }
    GoldenFile.check("directory", cases);
  }

  private static byte[] text(Path name) {
    return name.toString().getBytes(StandardCharsets.UTF_8);
  }
}
