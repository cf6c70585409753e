package io.karst.storage.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Values in the cache are those a snapshot shows, whatever the order of reads and commits. */
final class RowCacheTest {
  private static final StoreSpace SPACE = new PlainSpace(1);
  private static final StoreSpace OTHER = new PlainSpace(2);
  private static final byte[] KEY = bytes("key");

  private final RowCache cache = new RowCache(1 << 20);

  private static final class PlainSpace extends StoreSpace {
    @SuppressWarnings("NullAway") // it is asked for nothing
    PlainSpace(int id) {
      super(null, id, "s" + id);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable String get(long snapshot) {
    byte[] value = cache.get(SPACE, KEY, snapshot);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private void write(@Nullable String value, long snapshot) {
    CommitBatch batch = new CommitBatch();
    batch.add(SPACE, KEY, value == null ? null : bytes(value));
    cache.written(batch, snapshot);
  }

  @Test
  void valuesAreFoundAgain() {
    assertThat(get(5)).isNull();
    cache.put(SPACE, KEY, bytes("a"), 5);
    assertThat(get(5)).isEqualTo("a");
    assertThat(get(9)).isEqualTo("a");
    assertThat(cache.get(OTHER, KEY, 5)).isNull();
  }

  @Test
  void commitsReplaceWhatNewSnapshotsSee() {
    cache.put(SPACE, KEY, bytes("a"), 5);
    write("b", 6);
    assertThat(get(6)).isEqualTo("b");
    assertThat(get(5)).as("an older snapshot asks the store").isNull();
    write(null, 7);
    assertThat(get(7)).isNull();
  }

  @Test
  void lateReadersOfOldSnapshotsFillNothingIn() {
    cache.put(SPACE, KEY, bytes("a"), 5);
    write("b", 6);
    write(null, 7);
    cache.put(SPACE, KEY, bytes("a"), 5);
    assertThat(get(7)).isNull();
    cache.put(SPACE, KEY, bytes("c"), 8);
    assertThat(get(8)).isEqualTo("c");
  }

  @Test
  void writesBeforeTheFirstReadCount() {
    write("b", 6);
    cache.put(SPACE, KEY, bytes("a"), 5);
    assertThat(get(6)).isNull();
  }

  @Test
  void clearingVoidsEverything() {
    cache.put(SPACE, KEY, bytes("a"), 5);
    cache.clear(6);
    assertThat(get(6)).isNull();
    cache.put(SPACE, KEY, bytes("a"), 5);
    assertThat(get(6)).isNull();
    cache.put(SPACE, KEY, bytes("b"), 6);
    assertThat(get(6)).isEqualTo("b");
  }

  @Test
  void memoryIsBounded() {
    RowCache small = new RowCache(100_000);
    for (int i = 0; i < 20_000; i++) {
      small.put(SPACE, bytes("key" + i), new byte[100], 1);
    }
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      found += small.get(SPACE, bytes("key" + i), 1) == null ? 0 : 1;
    }
    assertThat(found).isBetween(1, 1000);
  }
}
