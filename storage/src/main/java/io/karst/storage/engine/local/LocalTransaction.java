package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.BulkLoad;
import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.Isolation;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.PreparedCommit;
import io.karst.storage.engine.Reader;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Space;
import io.karst.storage.engine.TransactionOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction of a {@link LocalEngine}. Buffers and locks are made when first needed. */
final class LocalTransaction implements EngineTransaction {
  private final LocalEngine engine;
  private final TransactionOptions options;
  private @Nullable SharedSnapshot snapshot; // null = ended
  private @Nullable WriteBuffer writes;
  private @Nullable LockOwner locks;
  private @Nullable LatestReader latest;
  private final List<StoreBulk> loads = new ArrayList<>(0);
  private final List<StoreSpace> loaded = new ArrayList<>(0);
  private final @Nullable ReadSet reads; // null unless serializable
  private long @Nullable [] announced;

  /** Begins at the newest state. */
  LocalTransaction(LocalEngine engine, TransactionOptions options) {
    this.engine = engine;
    this.options = options;
    if (options.isolation() == Isolation.SERIALIZABLE) {
      announced = engine.committedWrites().announce(engine.lastSequence());
    }
    SharedSnapshot view = engine.snapshots().acquire();
    this.snapshot = view;
    this.reads = announced == null ? null : new ReadSet(view.sequence);
  }

  @Override
  public TransactionOptions options() {
    return options;
  }

  @Override
  public long readSequence() {
    return active().sequence;
  }

  @Override
  public void refreshSnapshot() {
    SharedSnapshot previous = active();
    snapshot = engine.snapshots().acquire();
    previous.release();
    if (reads != null) {
      reads.clear(active().sequence);
    }
  }

  @Override
  public Reader latest() {
    active();
    if (latest == null) {
      latest = new LatestReader(this);
    }
    return latest;
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    SharedSnapshot view = active();
    StoreSpace source = resolve(space, view);
    if (reads != null) {
      reads.addKey(source, key);
    }
    return LocalReads.get(view, writes, source, key);
  }

  @Override
  public byte[] @Nullable [] multiGet(Space space, byte[][] keys) {
    SharedSnapshot view = active();
    StoreSpace source = resolve(space, view);
    if (reads != null) {
      reads.addKeys(source, keys);
    }
    return LocalReads.multiGet(view, writes, source, keys);
  }

  @Override
  public Cursor scan(Space space, KeyRange range, ScanOptions scanOptions) {
    SharedSnapshot view = active();
    StoreSpace source = resolve(space, view);
    Cursor cursor = LocalReads.scan(view, writes, source, range, scanOptions, options.cancelled());
    return reads == null ? cursor : new WatchedCursor(cursor, reads, source, range, scanOptions);
  }

  @Override
  public byte @Nullable [] getForUpdate(Space space, byte[] key) {
    SharedSnapshot view = active();
    StoreSpace target = resolve(space, view);
    acquire(target, key, LockMode.EXCLUSIVE);
    if (options.isolation() == Isolation.READ_COMMITTED) {
      return latest().get(space, key);
    }
    int change = engine.recentWrites().changedSince(view.sequence, target.id(), key);
    if (change == RecentWrites.CHANGED
        || (change == RecentWrites.UNKNOWN && differsFromNewest(view, target, key))) {
      throw new KarstException(
              ErrorCode.SERIALIZATION_FAILURE,
              "could not serialize access due to concurrent update")
          .withHint("Repeat the transaction.");
    }
    return LocalReads.get(view, writes, target, key);
  }

  @Override
  public void lock(Space space, byte[] key, LockMode mode) {
    acquire(resolve(space, active()), key, mode);
  }

  @Override
  public boolean tryLock(Space space, byte[] key, LockMode mode) {
    return engine.locks().tryLock(owner(), resolve(space, active()), key, mode);
  }

  @Override
  public void put(Space space, byte[] key, byte[] value) {
    StoreSpace target = resolve(space, active());
    engine.checkEntry(key, value.length);
    buffer().put(target, key, value, lockBytes());
  }

  @Override
  public void delete(Space space, byte[] key) {
    StoreSpace target = resolve(space, active());
    engine.checkEntry(key, 0);
    buffer().put(target, key, WriteBuffer.REMOVED, lockBytes());
  }

  @Override
  public void clear(Space space) {
    buffer().clear(resolve(space, active()));
  }

  @Override
  public void attach(BulkLoad load) {
    active();
    if (!(load instanceof LocalBulkLoad own)) {
      throw new KarstException(ErrorCode.INTERNAL, "a bulk load of another engine");
    }
    StoreBulk entries = own.release(engine);
    if (entries != null) {
      loads.add(entries);
      loaded.add(own.space());
    }
  }

  @Override
  public boolean hasReads() {
    return reads != null && !reads.isEmpty();
  }

  @Override
  public boolean hasWrites() {
    return !loads.isEmpty() || (writes != null && !writes.isEmpty());
  }

  @Override
  public long bufferedBytes() {
    return writes == null ? 0 : writes.bytes();
  }

  @Override
  public long mark() {
    active();
    return buffer().mark();
  }

  @Override
  public void rollbackTo(long mark) {
    active();
    discardLoads();
    buffer().rollbackTo(mark);
  }

  @Override
  public void forgetMarks() {
    active();
    if (writes != null) {
      writes.forgetMarks();
    }
  }

  @Override
  public long commit(@Nullable CommitHook hook) {
    SharedSnapshot view = active();
    long sequence = view.sequence;
    WriteBuffer buffered = writes;
    try {
      if (!loads.isEmpty()) {
        releaseSnapshot(view);
        sequence = engine.pipeline().commitWithLoads(buffered, hook, loads, loaded, checkedReads());
      } else if (buffered != null && !buffered.isEmpty()) {
        releaseSnapshot(view); // nobody but others at older snapshots keeps recent writes alive
        sequence = engine.pipeline().commit(buffered, hook, options.durability(), checkedReads());
      }
      if (hook != null && hasWrites()) {
        hook.committed();
      }
    } finally {
      end();
    }
    return sequence;
  }

  @Override
  public PreparedCommit prepare(@Nullable CommitHook hook) {
    active();
    if (!loads.isEmpty()) {
      end();
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "a bulk load cannot be part of a commit over engines");
    }
    CommitPipeline pipeline = engine.pipeline();
    boolean prepared = false;
    pipeline.enterTurn();
    try {
      CommitBatch batch = new CommitBatch();
      ReadSet read = checkedReads();
      if (read != null) {
        engine.committedWrites().check(read);
      }
      if (hook != null || hasWrites()) {
        StoreHead head = pipeline.nextHead();
        CommitPipeline.collect(batch, writes, hook, head);
        batch.head(head);
      }
      PreparedCommit result = new LocalPreparedCommit(pipeline, this, batch, hook);
      prepared = true;
      return result;
    } finally {
      if (!prepared) {
        pipeline.leaveTurn();
        end();
      }
    }
  }

  @Override
  public void rollback() {
    end();
  }

  @Override
  public void close() {
    end();
  }

  /** Releases everything; the transaction has ended. */
  void end() {
    SharedSnapshot view = snapshot;
    if (view != null) {
      releaseSnapshot(view);
    }
    writes = null;
    discardLoads();
    if (announced != null) {
      engine.committedWrites().forget(announced);
      announced = null;
    }
    if (locks != null) {
      engine.locks().releaseAll(locks);
      locks = null;
    }
  }

  private void discardLoads() {
    for (StoreBulk load : loads) {
      load.close();
    }
    loads.clear();
    loaded.clear();
  }

  /** What was read, sealed and compared with most of what was committed; null if nothing was. */
  private @Nullable ReadSet checkedReads() {
    if (reads == null || reads.isEmpty()) {
      return null;
    }
    reads.seal();
    engine.committedWrites().check(reads);
    return reads;
  }

  /** The newest state; the caller releases it. */
  SharedSnapshot newest() {
    active();
    return engine.snapshots().acquire();
  }

  @Nullable WriteBuffer writes() {
    return writes;
  }

  StoreSpace resolve(Space space, SharedSnapshot view) {
    return LocalReads.resolve(engine.store(), space, view);
  }

  private SharedSnapshot active() {
    SharedSnapshot view = snapshot;
    if (view == null) {
      throw new KarstException(ErrorCode.CONNECTION_CLOSED, "the transaction has ended");
    }
    return view;
  }

  private void releaseSnapshot(SharedSnapshot view) {
    snapshot = null;
    view.release();
  }

  private WriteBuffer buffer() {
    if (writes == null) {
      writes = new WriteBuffer(options.maxBufferedBytes());
    }
    return writes;
  }

  private long lockBytes() {
    return locks == null ? 0 : locks.heldBytes();
  }

  private void acquire(StoreSpace space, byte[] key, LockMode mode) {
    engine.locks().lock(owner(), space, key, mode, options);
  }

  private LockOwner owner() {
    LockOwner own = locks;
    if (own == null) {
      own = new LockOwner();
      locks = own;
    }
    return own;
  }

  /** For snapshots older than the memory of recent writes: compares the two stored values. */
  private boolean differsFromNewest(SharedSnapshot view, StoreSpace space, byte[] key) {
    SharedSnapshot newest = newest();
    try {
      return !Arrays.equals(view.store.get(space, key), newest.store.get(space, key));
    } finally {
      newest.release();
    }
  }
}
