package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.Capabilities;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.Engine;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.EntryBatch;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.TransactionOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An engine in this process over a {@link ByteStore}, which it owns.
 *
 * <p>Reads take a shared snapshot and go straight to the store. Everything that changes the store
 * takes the commit turn. Closing while snapshots, cursors or transactions are open refuses new
 * work; the store closes with the last of them.
 */
public final class LocalEngine implements Engine {
  private final ByteStore store;
  private final Capabilities capabilities;
  private final SnapshotChain snapshots;
  private final RecentWrites recentWrites = new RecentWrites();
  private final CommittedWrites committedWrites = new CommittedWrites();
  private final LockTable locks = new LockTable();
  private final CommitPipeline pipeline;
  private volatile TreeMap<String, StoreSpace> spaces = new TreeMap<>(); // replaced, never changed

  /** Opens an engine over a store that nobody else uses. */
  public LocalEngine(ByteStore store) {
    this.store = store;
    this.capabilities = store.capabilities();
    for (StoreSpace space : store.spaces()) {
      spaces.put(space.name(), space);
    }
    this.snapshots = new SnapshotChain(store, store.head().sequence());
    this.pipeline = new CommitPipeline(store, snapshots, recentWrites, committedWrites);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Space createSpace(String name, SpaceOptions options) {
    pipeline.enterTurn();
    try {
      if (spaces.containsKey(name)) {
        throw new KarstException(ErrorCode.DUPLICATE_OBJECT, "\"" + name + "\" exists already");
      }
      StoreSpace created = store.createSpace(name, options);
      TreeMap<String, StoreSpace> changed = new TreeMap<>(spaces);
      changed.put(name, created);
      // Stores with a state per snapshot know the space only in snapshots from now on.
      snapshots.publish(pipeline.head().sequence());
      spaces = changed;
      return created;
    } finally {
      pipeline.leaveTurn();
    }
  }

  @Override
  public void dropSpace(Space space) {
    pipeline.enterTurn();
    try {
      StoreSpace present = spaces.get(space.name());
      if (present == null || present != space) {
        throw new KarstException(
            ErrorCode.UNDEFINED_OBJECT, "\"" + space.name() + "\" does not exist");
      }
      TreeMap<String, StoreSpace> changed = new TreeMap<>(spaces);
      changed.remove(present.name());
      store.dropSpace(present);
      spaces = changed;
      snapshots.publishDrop(present, pipeline.head().sequence());
    } finally {
      pipeline.leaveTurn();
    }
  }

  @Override
  public @Nullable Space space(String name) {
    return spaces.get(name);
  }

  @Override
  public List<Space> spaces() {
    return List.copyOf(spaces.values());
  }

  @Override
  public Snapshot snapshot() {
    return new LocalSnapshot(store, snapshots.acquire());
  }

  @Override
  public EngineTransaction begin(TransactionOptions options) {
    return new LocalTransaction(this, options);
  }

  @Override
  public BulkLoad bulkLoad(Space space) {
    pipeline.checkWritable();
    StoreSpace target = live(space);
    return new LocalBulkLoad(this, target, store.bulk(target));
  }

  @Override
  public List<KeyRange> splits(Space space, KeyRange range, int wanted) {
    if (wanted <= 1 || range.isEmpty()) {
      return List.of(range);
    }
    try (Snapshot snapshot = snapshot()) {
      byte[] first = edgeKey(snapshot, space, range, false);
      byte[] last = edgeKey(snapshot, space, range, true);
      if (first == null || last == null) {
        return List.of(range);
      }
      return RangeSplitter.split(store, live(space), range, wanted, first, last);
    }
  }

  @Override
  public long approximateSize(Space space) {
    SharedSnapshot open = snapshots.acquire(); // keeps the space and the store from going away
    try {
      return store.approximateSize(LocalReads.resolve(store, space, open), KeyRange.ALL);
    } finally {
      open.release();
    }
  }

  @Override
  public long lastSequence() {
    return snapshots.currentSequence();
  }

  @Override
  public void replay(long sequence, byte[] encoded) {
    pipeline.enterTurn();
    try {
      if (pipeline.head().sequence() != sequence - 1) {
        return;
      }
      CommitBatch batch = CommitEncoding.decode(sequence, encoded, this::find);
      pipeline.writeAndPublish(batch, Durability.SYNC);
      pipeline.remember(batch, 0, batch.size(), sequence);
    } finally {
      pipeline.leaveTurn();
    }
  }

  @Override
  public void sync() {
    pipeline.enterTurn();
    try {
      pipeline.syncEarlier();
    } finally {
      pipeline.leaveTurn();
    }
  }

  @Override
  public void close() {
    if (!pipeline.close()) {
      return;
    }
    snapshots.close();
  }

  @Override
  public @Nullable Path scratchDirectory() {
    return store.scratchDirectory();
  }

  /** Fails if a space was dropped. */
  void checkLive(StoreSpace space) {
    live(space);
  }

  void finishBulk(StoreSpace space, StoreBulk bulk) {
    pipeline.enterTurn();
    try {
      live(space);
      bulk.finish();
      snapshots.changedAnything();
      snapshots.publish(pipeline.head().sequence());
    } finally {
      pipeline.leaveTurn();
    }
  }

  /** Refuses keys and values beyond the limits of the store. */
  void checkEntry(byte[] key, int valueLength) {
    if (key.length == 0 || key.length > capabilities.maxKeyBytes()) {
      throw new KarstException(
          ErrorCode.LIMIT_EXCEEDED,
          "a key of " + key.length + " bytes; allowed are 1 to " + capabilities.maxKeyBytes());
    }
    if (valueLength > capabilities.maxValueBytes()) {
      throw new KarstException(
          ErrorCode.LIMIT_EXCEEDED,
          "a value of " + valueLength + " bytes; the limit is " + capabilities.maxValueBytes());
    }
  }

  ByteStore store() {
    return store;
  }

  SnapshotChain snapshots() {
    return snapshots;
  }

  RecentWrites recentWrites() {
    return recentWrites;
  }

  CommittedWrites committedWrites() {
    return committedWrites;
  }

  LockTable locks() {
    return locks;
  }

  CommitPipeline pipeline() {
    return pipeline;
  }

  private @Nullable StoreSpace find(int id, String name) {
    StoreSpace space = spaces.get(name);
    return space != null && space.id() == id ? space : null;
  }

  private StoreSpace live(Space space) {
    StoreSpace present = spaces.get(space.name());
    if (present == null || present != space) {
      throw new KarstException(
          ErrorCode.UNDEFINED_OBJECT, "\"" + space.name() + "\" does not exist");
    }
    return present;
  }

  private static byte @Nullable [] edgeKey(
      Snapshot snapshot, Space space, KeyRange range, boolean last) {
    ScanOptions one = new ScanOptions(last, 1, 1, true, false);
    try (Cursor cursor = snapshot.scan(space, range, one)) {
      EntryBatch batch = cursor.nextBatch();
      return batch == null ? null : batch.key(0);
    }
  }
}
