package io.karst.storage.rocks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * Families that are dropped for the engine and still in RocksDB.
 *
 * <p>RocksDB drops a family for good at once, but the commit that says so may still be lost with
 * the end of the log; the catalog would then name a family that is gone. So families leave only
 * after the log was made durable: many of them together, a large one soon, the others when the
 * store is closed. What a crash leaves behind, the next open drops again. Nothing is flushed, so
 * that tables can be dropped while the disk is full.
 *
 * <p>Thread-safe: the last reader of a family may end in any thread.
 */
final class DroppedFamilies {
  private static final int MAX_FAMILIES = 50;
  private static final long MAX_BYTES = 8 << 20;

  private final RocksDB database;
  private final List<RocksSpace> open; // all spaces with a handle, the dropped ones too
  private final List<RocksSpace> waiting = new ArrayList<>();
  private final Set<RocksSpace> unread = new HashSet<>(); // of those that wait
  private long bytes;

  DroppedFamilies(RocksDB database, List<RocksSpace> open) {
    this.database = database;
    this.open = open;
  }

  synchronized void add(RocksSpace space) throws RocksDBException {
    ColumnFamilyHandle handle = space.handle();
    bytes += database.getLongProperty(handle, "rocksdb.total-sst-files-size");
    bytes += database.getLongProperty(handle, "rocksdb.cur-size-all-mem-tables");
    waiting.add(space);
    if (waiting.size() > MAX_FAMILIES || bytes > MAX_BYTES) {
      dropAll();
    }
  }

  /** Makes a name usable again. */
  synchronized void release(String name) throws RocksDBException {
    for (RocksSpace space : waiting) {
      if (space.name().equals(name)) {
        dropAll();
        return;
      }
    }
  }

  /** Says that nobody reads a family any more. */
  synchronized void unread(RocksSpace space) {
    if (waiting.contains(space)) {
      unread.add(space);
    } else {
      close(space);
    }
  }

  /** Drops what waits. */
  synchronized void dropAll() throws RocksDBException {
    if (waiting.isEmpty()) {
      return;
    }
    database.flushWal(true);
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    for (RocksSpace space : waiting) {
      handles.add(space.handle());
    }
    database.dropColumnFamilies(handles);
    waiting.clear();
    bytes = 0;
    unread.forEach(this::close);
    unread.clear();
  }

  private void close(RocksSpace space) {
    synchronized (open) {
      open.remove(space);
    }
    space.close();
  }
}
