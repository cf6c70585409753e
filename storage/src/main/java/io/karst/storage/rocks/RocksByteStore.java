package io.karst.storage.rocks;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.Capabilities;
import io.karst.storage.engine.Durability;
import io.karst.storage.engine.KeyRange;
import io.karst.storage.engine.SpaceOptions;
import io.karst.storage.engine.local.ByteStore;
import io.karst.storage.engine.local.CommitBatch;
import io.karst.storage.engine.local.StoreBulk;
import io.karst.storage.engine.local.StoreHead;
import io.karst.storage.engine.local.StoreSnapshot;
import io.karst.storage.engine.local.StoreSpace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * A store in one RocksDB database. Spaces are column families; the default family holds the head,
 * which every batch writes along.
 */
final class RocksByteStore implements ByteStore {
  private static final Capabilities CAPABILITIES =
      new Capabilities(true, false, true, 64 << 10, 256 << 20);

  /** Log that close leaves for the next open to replay; more is flushed into tables. */
  private static final long CLOSE_LOG_BYTES = 8 << 20;

  /** With durability OFF the log leaves the process at the first commit after this time. */
  private static final long FLUSH_LOG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Path directory;
  private final RocksOptions options;
  private final RocksDB database;
  private final RocksSpace defaultSpace;
  private final List<RocksSpace> spaces;
  private final DroppedFamilies dropped;
  private final WriteOptions syncedWrite = new WriteOptions().setSync(true);
  private final WriteOptions plainWrite = new WriteOptions().setSync(false);
  private final AtomicInteger bulkLoads = new AtomicInteger();
  private StoreHead head = StoreHead.NONE;
  private long unflushedSince;
  private boolean unflushed;

  private RocksByteStore(
      Path directory, RocksOptions options, RocksDB database, List<ColumnFamilyHandle> handles) {
    this.directory = directory;
    this.options = options;
    this.database = database;
    this.spaces = new ArrayList<>(handles.size());
    RocksSpace unnamed = null;
    for (ColumnFamilyHandle handle : handles) {
      String family = familyName(handle);
      RocksSpace space =
          new RocksSpace(this, handle, RocksSpace.nameOf(family), RocksSpace.usageOf(family));
      if (handle.getID() == 0) {
        unnamed = space;
      } else {
        spaces.add(space);
      }
    }
    if (unnamed == null) {
      throw new KarstException(ErrorCode.DATA_CORRUPTED, directory + " has no default family");
    }
    this.defaultSpace = unnamed;
    this.dropped = new DroppedFamilies(database, spaces);
    NativeObjects.opened();
  }

  static RocksByteStore open(Path directory, RocksSettings settings) {
    RocksOptions options = new RocksOptions(settings);
    RocksDB database = null;
    try {
      List<ColumnFamilyDescriptor> families = RocksFiles.families(directory, options);
      List<ColumnFamilyHandle> handles = new ArrayList<>(families.size());
      database = RocksDB.open(options.database(), directory.toString(), families, handles);
      RocksByteStore store = new RocksByteStore(directory, options, database, handles);
      byte[] headValue = database.get(store.defaultSpace.handle(), BatchFormat.HEAD_KEY);
      if (headValue != null) {
        store.head = BatchFormat.readHead(headValue);
      }
      RocksLoads.recover(
          database,
          RocksFiles.bulkDirectory(directory),
          store.spaces,
          store.head.sequence(),
          batch -> store.write(batch, Durability.SYNC));
      RocksFiles.clearBulkLoads(directory);
      return store;
    } catch (RocksDBException e) {
      if (database != null) {
        database.close();
      }
      options.close();
      throw RocksFiles.openFailure(directory, e);
    }
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public boolean readsCost() {
    return true;
  }

  @Override
  public List<StoreSpace> spaces() {
    return new ArrayList<>(spaces);
  }

  @Override
  public StoreSpace createSpace(String name, SpaceOptions spaceOptions) {
    SpaceOptions.Usage usage = spaceOptions.usage();
    try {
      dropped.release(name);
      ColumnFamilyHandle handle =
          database.createColumnFamily(
              new ColumnFamilyDescriptor(RocksSpace.familyName(name, usage), options.space(usage)));
      RocksSpace space = new RocksSpace(this, handle, name, usage);
      synchronized (spaces) {
        spaces.add(space);
      }
      return space;
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot create " + name, e);
    }
  }

  @Override
  public void dropSpace(StoreSpace space) {
    try {
      dropped.add((RocksSpace) space);
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot drop " + space.name(), e);
    }
  }

  @Override
  public void freeSpace(StoreSpace space) {
    dropped.unread((RocksSpace) space);
  }

  @Override
  public StoreHead head() {
    return head;
  }

  @Override
  public StoreSnapshot snapshot() {
    return new RocksSnapshot(database);
  }

  @Override
  public void write(CommitBatch batch, Durability durability) {
    if (BatchFormat.maxSize(batch) > BatchFormat.MAX_BYTES) {
      throw new KarstException(
          ErrorCode.OUT_OF_MEMORY,
          "a commit of " + batch.byteSize() + " bytes; the limit is 1 GiB");
    }
    WriteOptions write = durability == Durability.SYNC ? syncedWrite : plainWrite;
    try (WriteBatch encoded = new WriteBatch(BatchFormat.encode(batch))) {
      database.write(write, encoded);
      head = batch.head();
      flushLog(durability);
    } catch (RocksDBException e) {
      throw RocksErrors.ofWrite(e);
    }
  }

  @Override
  public void writeWithLoads(CommitBatch batch, List<StoreBulk> loads) {
    RocksLoads.commit(
        database,
        RocksFiles.bulkDirectory(directory),
        batch,
        loads,
        complete -> write(complete, Durability.SYNC));
  }

  @Override
  public Path scratchDirectory() {
    return RocksFiles.bulkDirectory(directory);
  }

  private void flushLog(Durability durability) throws RocksDBException {
    if (durability == Durability.SYNC) {
      unflushed = false;
      return;
    }
    long now = System.nanoTime();
    if (durability == Durability.OFF) {
      if (!unflushed) {
        unflushed = true;
        unflushedSince = now;
      }
      if (now - unflushedSince < FLUSH_LOG_NANOS) {
        return;
      }
    }
    database.flushWal(false);
    unflushed = false;
  }

  @Override
  public void sync() {
    try {
      database.flushWal(true);
      unflushed = false;
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot sync", e);
    }
  }

  @Override
  public StoreBulk bulk(StoreSpace space) {
    RocksSpace target = (RocksSpace) space;
    return new RocksBulk(
        database,
        target,
        RocksFiles.bulkDirectory(directory),
        target.id() + "-" + bulkLoads.incrementAndGet(),
        options.database(),
        options.space(target.usage()));
  }

  @Override
  public long approximateSize(StoreSpace space, KeyRange range) {
    byte[] end = range.end();
    // No key is longer than the limit, so this is above all of them.
    byte[] limit = end != null ? end : RocksFiles.aboveAllKeys(CAPABILITIES.maxKeyBytes());
    try (Slice from = new Slice(range.start());
        Slice to = new Slice(limit)) {
      return database
          .getApproximateSizes(
              ((RocksSpace) space).handle(),
              List.of(new Range(from, to)),
              SizeApproximationFlag.INCLUDE_FILES,
              SizeApproximationFlag.INCLUDE_MEMTABLES)[0];
    }
  }

  @Override
  public void close() {
    try {
      closeLog();
    } finally {
      synchronized (spaces) {
        for (Iterator<RocksSpace> each = spaces.iterator(); each.hasNext(); ) {
          each.next().close();
        }
        spaces.clear();
      }
      defaultSpace.close();
      database.close();
      syncedWrite.close();
      plainWrite.close();
      options.close();
      NativeObjects.closed();
    }
  }

  /** Writes the log out; a long one goes into tables, so that the next open is quick. */
  private void closeLog() {
    try {
      database.flushWal(true);
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot write the log while closing " + directory, e);
    }
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      dropped.dropAll();
      long buffered = database.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
      long empty = 2048L * (spaces.size() + 1);
      if (buffered - empty > CLOSE_LOG_BYTES) {
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        handles.add(defaultSpace.handle());
        for (RocksSpace space : spaces) {
          handles.add(space.handle());
        }
        database.flush(flush, handles);
      }
    } catch (RocksDBException ignored) {
      // The log holds everything; the next open reads more of it and drops what is left.
    }
  }

  private static String familyName(ColumnFamilyHandle handle) {
    try {
      return new String(handle.getName(), StandardCharsets.UTF_8);
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot read the name of a family", e);
    }
  }
}
