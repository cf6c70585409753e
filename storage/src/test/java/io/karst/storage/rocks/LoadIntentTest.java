package io.karst.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.PreparedCommit;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import io.karst.storage.engine.local.StoreSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit with bulk loads that a crash cuts short is completed by the next open. */
class LoadIntentTest {
  private static final RocksSettings SETTINGS = RocksSettings.of(RocksSettings.Preset.SMALL);

  @TempDir Path directory;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Two spaces, and the batch of a commit that is not applied. */
  private byte[] prepareBatch() {
    try (Engine engine = RocksEngines.open(directory, SETTINGS)) {
      Space rows = engine.createSpace("rows", SpaceOptions.ROWS);
      engine.createSpace("routes", SpaceOptions.ROWS);
      try (EngineTransaction transaction = engine.begin(TransactionOptions.DEFAULT)) {
        transaction.put(rows, bytes("marker"), bytes("m"));
        try (PreparedCommit commit = transaction.prepare(null)) {
          assertThat(commit.sequence()).isEqualTo(1);
          return commit.encoded();
        }
      }
    }
  }

  /** Stops after the intent is written and some of its two loads are in. */
  private void stopAfter(int ingested, byte[] batch) throws IOException {
    RocksByteStore store = RocksByteStore.open(directory, SETTINGS);
    try {
      List<RocksBulk> bulks = new ArrayList<>();
      List<LoadIntent.Load> loads = new ArrayList<>();
      for (StoreSpace space : store.spaces()) {
        RocksBulk bulk = (RocksBulk) store.bulk(space);
        bulk.add(bytes("a"), bytes("1"));
        bulk.add(bytes("b"), bytes("2"));
        bulk.seal();
        bulks.add(bulk);
        List<String> names = new ArrayList<>();
        bulk.files().forEach(file -> names.add(String.valueOf(Path.of(file).getFileName())));
        loads.add(new LoadIntent.Load(space.id(), space.name(), names));
      }
      new LoadIntent(1, loads, batch).write(RocksFiles.bulkDirectory(directory));
      for (int i = 0; i < bulks.size(); i++) {
        bulks.get(i).keepFiles();
        if (i < ingested) {
          bulks.get(i).finish();
        }
        bulks.get(i).close();
      }
    } finally {
      store.close();
    }
  }

  private void assertContent(boolean loaded) throws IOException {
    try (Engine engine = RocksEngines.open(directory, SETTINGS);
        Snapshot snapshot = engine.snapshot()) {
      assertThat(engine.lastSequence()).isEqualTo(loaded ? 1 : 0);
      for (Space space : engine.spaces()) {
        assertThat(snapshot.get(space, bytes("a"))).isEqualTo(loaded ? bytes("1") : null);
        assertThat(snapshot.get(space, bytes("b"))).isEqualTo(loaded ? bytes("2") : null);
      }
      assertThat(snapshot.get(required(engine, "rows"), bytes("marker")))
          .isEqualTo(loaded ? bytes("m") : null);
    }
    try (Stream<Path> files = Files.list(RocksFiles.bulkDirectory(directory))) {
      assertThat(files).isEmpty();
    }
  }

  private static Space required(Engine engine, String name) {
    Space space = engine.space(name);
    assertThat((Object) space).isNotNull();
    return java.util.Objects.requireNonNull(space);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void intentIsCompleted(int ingested) throws IOException {
    stopAfter(ingested, prepareBatch());
    assertContent(true);
    assertContent(true);
  }

  @Test
  void loadWithoutIntentIsDiscarded() throws IOException {
    stopAfter(0, prepareBatch());
    Path bulk = RocksFiles.bulkDirectory(directory);
    Files.move(bulk.resolve("INTENT"), bulk.resolve("INTENT.new"));
    assertContent(false);
  }

  @Test
  void damagedIntentIsReported() throws IOException {
    stopAfter(0, prepareBatch());
    Path intent = RocksFiles.bulkDirectory(directory).resolve("INTENT");
    byte[] content = Files.readAllBytes(intent);
    content[content.length - 1] ^= 1;
    Files.write(intent, content);
    assertThatThrownBy(() -> RocksEngines.open(directory, SETTINGS).close())
        .isInstanceOfSatisfying(
            KarstException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DATA_CORRUPTED));
  }

  @Test
  void attachedLoadsAppearWithTheirCommitOnly() {
    try (Engine engine = RocksEngines.open(directory, SETTINGS)) {
      Space rows = engine.createSpace("rows", SpaceOptions.ROWS);
      Space routes = engine.createSpace("routes", SpaceOptions.ROWS);
      try (Snapshot before = engine.snapshot();
          EngineTransaction transaction = engine.begin(TransactionOptions.DEFAULT)) {
        long mark = transaction.mark();
        attach(engine, transaction, rows, "discarded");
        transaction.rollbackTo(mark);
        assertThat(transaction.hasWrites()).isFalse();
        attach(engine, transaction, rows, "a");
        attach(engine, transaction, routes, "a");
        transaction.put(rows, bytes("marker"), bytes("m"));
        try (Snapshot still = engine.snapshot()) {
          assertThat(still.get(rows, bytes("a"))).isNull();
        }
        assertThat(transaction.commit(null)).isEqualTo(1);
        assertThat(before.get(rows, bytes("a"))).isNull();
        assertThat(before.get(routes, bytes("a"))).isNull();
      }
      try (Snapshot after = engine.snapshot()) {
        assertThat(after.get(rows, bytes("a"))).isEqualTo(bytes("1"));
        assertThat(after.get(routes, bytes("a"))).isEqualTo(bytes("1"));
        assertThat(after.get(rows, bytes("marker"))).isEqualTo(bytes("m"));
        assertThat(after.get(rows, bytes("discarded"))).isNull();
      }
    }
  }

  private static void attach(
      Engine engine, EngineTransaction transaction, Space space, String key) {
    try (BulkLoad load = engine.bulkLoad(space)) {
      load.add(bytes(key), bytes("1"));
      transaction.attach(load);
    }
  }

  /** The bytes of an intent, frozen. */
  @Test
  void goldenBytes() throws IOException {
    Files.createDirectories(directory);
    new LoadIntent(
            7,
            List.of(
                new LoadIntent.Load(5, "type-1", List.of("5-1-0.sst", "5-1-1.sst")),
                new LoadIntent.Load(2, "$routing", List.of("2-2-0.sst"))),
            bytes("batch"))
        .write(directory);
    String hex = HexFormat.of().formatHex(Files.readAllBytes(directory.resolve("INTENT")));
    String file = "/format/v1/load-intent.hex";
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(Path.of("src/test/resources" + file), hex + "\n");
    }
    try (InputStream golden = LoadIntentTest.class.getResourceAsStream(file)) {
      assertThat((Object) golden).isNotNull();
      assertThat(hex)
          .isEqualTo(
              new String(
                      java.util.Objects.requireNonNull(golden).readAllBytes(),
                      StandardCharsets.UTF_8)
                  .trim());
    }
  }
}
