package io.karst.storage.rocks;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.local.StoreBulk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** Writes sorted table files beside the database and moves them into it. */
final class RocksBulk implements StoreBulk {
  private static final long FILE_BYTES = 256L << 20;

  private final RocksDB database;
  private final RocksSpace space;
  private final Path directory;
  private final String prefix;
  private final EnvOptions environment = new EnvOptions();
  private final Options options;
  private final List<String> files = new ArrayList<>();
  private ByteBuffer keyBuffer = ByteBuffer.allocateDirect(1 << 10);
  private ByteBuffer valueBuffer = ByteBuffer.allocateDirect(1 << 13);
  private @Nullable SstFileWriter writer;
  private long bytes;
  private boolean closed;
  private boolean keepFiles;

  RocksBulk(
      RocksDB database,
      RocksSpace space,
      Path directory,
      String prefix,
      DBOptions databaseOptions,
      ColumnFamilyOptions spaceOptions) {
    this.database = database;
    this.space = space;
    this.directory = directory;
    this.prefix = prefix;
    this.options = new Options(databaseOptions, spaceOptions);
    NativeObjects.opened();
  }

  @Override
  public void add(byte[] key, byte[] value) {
    try {
      SstFileWriter target = writer;
      if (target == null || bytes > FILE_BYTES) {
        target = nextFile();
      }
      keyBuffer = fill(keyBuffer, key);
      valueBuffer = fill(valueBuffer, value);
      target.put(keyBuffer, valueBuffer); // direct buffers: no copy on the way into native code
      bytes += key.length + value.length;
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot write a bulk load file for " + space.name(), e);
    }
  }

  private static ByteBuffer fill(ByteBuffer buffer, byte[] bytes) {
    ByteBuffer target =
        buffer.capacity() >= bytes.length
            ? buffer.clear()
            : ByteBuffer.allocateDirect(Math.max(bytes.length, 2 * buffer.capacity()));
    return target.put(bytes).flip();
  }

  RocksSpace space() {
    return space;
  }

  /** The files that {@link #finish} would move into the database. */
  List<String> files() {
    return files;
  }

  /** The files belong to an intent now: closing leaves those that were not moved. */
  void keepFiles() {
    keepFiles = true;
  }

  @Override
  public void seal() {
    try {
      finishFile();
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot write a bulk load file for " + space.name(), e);
    }
  }

  @Override
  public void finish() {
    seal();
    ingest(database, space, files);
  }

  /** Moves table files into a space; keys they hold are replaced. */
  static void ingest(RocksDB database, RocksSpace space, List<String> files) {
    try {
      try (IngestExternalFileOptions ingest = new IngestExternalFileOptions()) {
        ingest
            .setMoveFiles(true) // same file system: no copy
            .setSnapshotConsistency(true) // open snapshots must not see it
            .setAllowGlobalSeqNo(true) // existing keys are replaced
            .setAllowBlockingFlush(true) // those of them in the memtable, too
            .setWriteGlobalSeqno(false); // the manifest holds it; files stay as written
        database.ingestExternalFile(space.handle(), files, ingest);
      }
    } catch (RocksDBException e) {
      throw RocksErrors.of("cannot add a bulk load to " + space.name(), e);
    }
  }

  private SstFileWriter nextFile() throws RocksDBException {
    finishFile();
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot create a directory for a bulk load", e);
    }
    String file = directory.resolve(prefix + "-" + files.size() + ".sst").toString();
    SstFileWriter next = new SstFileWriter(environment, options);
    writer = next;
    files.add(file);
    next.open(file);
    bytes = 0;
    return next;
  }

  private void finishFile() throws RocksDBException {
    SstFileWriter target = writer;
    if (target != null) {
      writer = null;
      try (target) {
        target.finish();
      }
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (writer != null) {
      writer.close();
    }
    options.close();
    environment.close();
    NativeObjects.closed();
    for (String file : keepFiles ? List.<String>of() : files) {
      deleteUnlessMoved(Path.of(file));
    }
  }

  private static void deleteUnlessMoved(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // The next open clears the directory.
    }
  }
}
