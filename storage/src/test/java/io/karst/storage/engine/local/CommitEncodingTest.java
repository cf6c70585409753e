package io.karst.storage.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.testkit.GoldenFile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of a commit in the journal, frozen, and read again. */
class CommitEncodingTest {
  private static final ByteStore HOME =
      (ByteStore)
          Proxy.newProxyInstance(
              ByteStore.class.getClassLoader(),
              new Class<?>[] {ByteStore.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private static StoreSpace space(int id, String name) {
    return new StoreSpace(HOME, id, name) {};
  }

  private static CommitBatch batch(StoreSpace first, StoreSpace second) {
    CommitBatch batch = new CommitBatch();
    batch.head(new StoreHead(5, 0x1112131415161718L));
    batch.add(first, new byte[] {1, 2}, new byte[] {3});
    batch.add(second, new byte[] {4}, null);
    batch.add(first, new byte[] {5}, new byte[0]);
    return batch;
  }

  @Test
  void bytesOfACommit() throws IOException {
    byte[] encoded = CommitEncoding.encode(batch(space(1, "type-1"), space(0x01020304, "$ä")));
    GoldenFile.check("commit", Map.of("commit", encoded));
  }

  @Test
  void clearingASpaceSurvives() {
    StoreSpace space = space(1, "type-1");
    CommitBatch batch = new CommitBatch();
    batch.head(new StoreHead(5, 6));
    batch.clear(space);
    batch.add(space, new byte[] {1}, new byte[] {2});
    CommitBatch decoded =
        CommitEncoding.decode(5, CommitEncoding.encode(batch), (id, name) -> space);
    assertThat(decoded.isClear(0)).isTrue();
    assertThat(decoded.isClear(1)).isFalse();
  }

  @Test
  void entriesOfSpacesThatAreGoneAreLeftOut() {
    StoreSpace kept = space(1, "type-1");
    byte[] encoded = CommitEncoding.encode(batch(kept, space(2, "type-2")));
    CommitBatch decoded =
        CommitEncoding.decode(5, encoded, (id, name) -> name.equals("type-1") ? kept : null);
    assertThat(decoded.size()).isEqualTo(2);
    assertThat(decoded.key(0)).containsExactly(1, 2);
    assertThat(decoded.value(1)).isEmpty();
  }
}
