package io.karst.storage.engine.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Capabilities;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the transaction layer does when the store cannot write. */
final class FailingStoreTest {
  private static final byte[] KEY = {1};

  private static final class FailingStore implements ByteStore {
    @Nullable KarstException failure;
    boolean closed;

    private static final class PlainSpace extends StoreSpace {
      PlainSpace(ByteStore home) {
        super(home, 1, "s");
      }
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(true, false, false, 100, 100);
    }

    @Override
    public boolean readsCost() {
      return true;
    }

    @Override
    public List<StoreSpace> spaces() {
      return List.of(new PlainSpace(this));
    }

    @Override
    public StoreSpace createSpace(String name, SpaceOptions options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void dropSpace(StoreSpace space) {}

    @Override
    public void freeSpace(StoreSpace space) {}

    @Override
    public StoreHead head() {
      return new StoreHead(41, 7);
    }

    @Override
    public StoreSnapshot snapshot() {
      return (StoreSnapshot)
          Proxy.newProxyInstance(
              StoreSnapshot.class.getClassLoader(),
              new Class<?>[] {StoreSnapshot.class},
              (proxy, method, arguments) -> null);
    }

    @Override
    public void write(CommitBatch batch, Durability durability) {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void writeWithLoads(CommitBatch batch, List<StoreBulk> loads) {
      write(batch, Durability.SYNC);
    }

    @Override
    public @Nullable Path scratchDirectory() {
      return null;
    }

    @Override
    public void sync() {}

    @Override
    public StoreBulk bulk(StoreSpace space) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long approximateSize(StoreSpace space, KeyRange range) {
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static void commit(LocalEngine engine) {
    Space space = engine.space("s");
    try (EngineTransaction transaction = engine.begin(TransactionOptions.DEFAULT)) {
      transaction.put(space, KEY, KEY);
      transaction.commit(null);
    }
  }

  private static void assertCommitFails(LocalEngine engine, ErrorCode code) {
    assertThatThrownBy(() -> commit(engine))
        .isInstanceOfSatisfying(KarstException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void unknownOutcomeStopsWritesButNotReads() {
    FailingStore store = new FailingStore();
    LocalEngine engine = new LocalEngine(store);
    commit(engine);
    assertThat(engine.lastSequence()).isEqualTo(42);
    store.failure =
        new KarstException(
            ErrorCode.COMMIT_UNKNOWN, "?", new KarstException(ErrorCode.DISK_FULL, "full"));
    assertCommitFails(engine, ErrorCode.COMMIT_UNKNOWN);
    store.failure = null;
    assertCommitFails(engine, ErrorCode.DISK_FULL);
    try (Snapshot snapshot = engine.snapshot()) {
      assertThat(snapshot.get(engine.space("s"), KEY)).isNull();
      assertThat(snapshot.sequence()).isEqualTo(42);
    }
    assertThat(engine.locks().size()).isZero();
    engine.close();
    assertThat(store.closed).isTrue();
  }

  @Test
  void refusedBatchFailsOnlyItsCommit() {
    FailingStore store = new FailingStore();
    LocalEngine engine = new LocalEngine(store);
    store.failure = new KarstException(ErrorCode.OUT_OF_MEMORY, "too large");
    assertCommitFails(engine, ErrorCode.OUT_OF_MEMORY);
    store.failure = null;
    commit(engine);
    assertThat(engine.lastSequence()).isEqualTo(42);
    engine.close();
  }
}
