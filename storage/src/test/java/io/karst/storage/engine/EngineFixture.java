package io.karst.storage.engine;

import io.karst.storage.testkit.AssertingEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An open engine with one space and short words for what tests do with it. */
public abstract class EngineFixture {
  protected static final TransactionOptions FAST =
      new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 5_000, 1 << 26, () -> false);
  protected static final TransactionOptions READ_COMMITTED =
      new TransactionOptions(Isolation.READ_COMMITTED, Durability.OFF, 5_000, 1 << 26, () -> false);
  protected static final TransactionOptions NO_WAIT =
      new TransactionOptions(Isolation.SNAPSHOT, Durability.OFF, 0, 1 << 26, () -> false);

  protected Engine engine;
  protected Space space;

  /** A new, empty engine of the kind under test. */
  protected abstract Engine create();

  @BeforeEach
  void open() {
    engine = new AssertingEngine(create());
    space = engine.createSpace("things", SpaceOptions.ROWS);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  protected static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }

  protected void commit(String... keysAndValues) {
    try (EngineTransaction transaction = engine.begin(FAST)) {
      for (int i = 0; i < keysAndValues.length; i += 2) {
        put(transaction, keysAndValues[i], keysAndValues[i + 1]);
      }
      transaction.commit(null);
    }
  }

  protected void put(EngineTransaction transaction, String key, String value) {
    transaction.put(space, bytes(key), bytes(value));
  }

  protected @Nullable String get(Reader reader, String key) {
    return text(reader.get(space, bytes(key)));
  }

  protected @Nullable String committed(String key) {
    try (Snapshot snapshot = engine.snapshot()) {
      return get(snapshot, key);
    }
  }

  protected List<String> scan(Reader reader) {
    return scan(reader, KeyRange.ALL, ScanOptions.FORWARD);
  }

  /** The entries of a range as {@code key=value}. */
  protected List<String> scan(Reader reader, KeyRange range, ScanOptions options) {
    try (Cursor cursor = reader.scan(space, range, options)) {
      return drain(cursor, options.batchRows());
    }
  }

  protected static List<String> drain(Cursor cursor, int batchRows) {
    List<String> entries = new ArrayList<>();
    for (EntryBatch batch = cursor.nextBatch(); batch != null; batch = cursor.nextBatch()) {
      if (batch.size() == 0 || batch.size() > batchRows) {
        throw new AssertionError("a batch of " + batch.size());
      }
      for (int i = 0; i < batch.size(); i++) {
        entries.add(text(batch.key(i)) + "=" + text(batch.value(i)));
      }
    }
    return entries;
  }
}
