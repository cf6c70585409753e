package io.karst.storage.rocks;

import io.karst.storage.engine.Cursor;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.ScanOptions;
import io.karst.storage.engine.local.StoreSnapshot;
import io.karst.storage.engine.local.StoreSpace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Snapshot;

/** A RocksDB snapshot; its read options are made at the first read, most commits see none. */
final class RocksSnapshot implements StoreSnapshot {
  /** Keys per native call: bounds the blocks that RocksDB pins at once. */
  private static final int MULTI_GET_KEYS = 1024;

  private final RocksDB database;
  private final Snapshot snapshot;
  private volatile @Nullable ReadOptions options;

  RocksSnapshot(RocksDB database) {
    this.database = database;
    this.snapshot = database.getSnapshot();
    NativeObjects.opened();
  }

  @Override
  public byte @Nullable [] get(StoreSpace space, byte[] key) {
    ReadOptions read = options;
    try {
      return database.get(((RocksSpace) space).handle(), read == null ? makeOptions() : read, key);
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot read " + space.name(), e);
    }
  }

  @Override
  public byte[] @Nullable [] multiGet(StoreSpace space, byte[][] keys, boolean dense) {
    ColumnFamilyHandle handle = ((RocksSpace) space).handle();
    byte[] @Nullable [] values = new byte[keys.length][];
    if (keys.length < 3) {
      for (int i = 0; i < keys.length; i++) {
        values[i] = get(space, keys[i]);
      }
      return values;
    }
    int answered = 0;
    if (dense && NeighbourReads.mayFind(keys)) {
      answered = NeighbourReads.read(database, (RocksSpace) space, snapshot, keys, values);
    }
    ReadOptions read = options == null ? makeOptions() : options;
    for (int from = answered; from < keys.length; from += MULTI_GET_KEYS) {
      int count = Math.min(MULTI_GET_KEYS, keys.length - from);
      List<byte[]> part = Arrays.asList(Arrays.copyOfRange(keys, from, from + count));
      try {
        List<byte[]> found =
            database.multiGetAsList(read, Collections.nCopies(count, handle), part);
        for (int i = 0; i < count; i++) {
          values[from + i] = found.get(i);
        }
      } catch (RocksDBException e) {
        throw RocksErrors.of("cannot read " + space.name(), e);
      }
    }
    return values;
  }

  @Override
  public Cursor scan(StoreSpace space, KeyRange range, ScanOptions scan) {
    return new RocksCursor(database, (RocksSpace) space, snapshot, range, scan);
  }

  private synchronized ReadOptions makeOptions() {
    ReadOptions read = options;
    if (read == null) {
      read = new ReadOptions().setSnapshot(snapshot);
      options = read;
    }
    return read;
  }

  @Override
  public void close() {
    ReadOptions read = options;
    if (read != null) {
      read.close();
    }
    database.releaseSnapshot(snapshot);
    snapshot.close();
    NativeObjects.closed();
  }
}
