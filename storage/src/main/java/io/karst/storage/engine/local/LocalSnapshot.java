package io.karst.storage.engine.local;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.Snapshot;
import io.karst.storage.engine.Space;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One use of a shared snapshot. */
final class LocalSnapshot implements Snapshot {
  static final BooleanSupplier NEVER = () -> false;

  private final ByteStore store;
  private final SharedSnapshot snapshot;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over one use of the snapshot. */
  LocalSnapshot(ByteStore store, SharedSnapshot snapshot) {
    this.store = store;
    this.snapshot = snapshot;
  }

  @Override
  public long sequence() {
    return snapshot.sequence;
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    return open().store.get(resolve(space), key);
  }

  @Override
  public byte[] @Nullable [] multiGet(Space space, byte[][] keys) {
    return open().store.multiGet(resolve(space), keys, true);
  }

  @Override
  public Cursor scan(Space space, KeyRange range, ScanOptions options) {
    return LocalReads.scan(open(), null, resolve(space), range, options, NEVER);
  }

  private StoreSpace resolve(Space space) {
    return LocalReads.resolve(store, space, snapshot);
  }

  private SharedSnapshot open() {
    if (closed.get()) {
      throw new KarstException(ErrorCode.INTERNAL, "the snapshot is closed");
    }
    return snapshot;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      snapshot.release();
    }
  }
}
