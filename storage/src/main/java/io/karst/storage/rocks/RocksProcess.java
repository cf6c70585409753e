package io.karst.storage.rocks;

import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.Env;
import org.rocksdb.LRUCache;
import org.rocksdb.Priority;
import org.rocksdb.WriteBufferManager;

/** What all collections of the process share. Made at the first open, never closed. */
final class RocksProcess {
  private static @Nullable RocksProcess instance;

  private final Cache blockCache;
  private final WriteBufferManager writeBuffers;

  private RocksProcess(RocksSettings settings) {
    NativeLibrary.load();
    // 64 shards would leave small caches with shards below one block; 16 are enough for few cores.
    this.blockCache = new LRUCache(settings.blockCacheBytes(), 4);
    // A budget of its own: a burst of writes must not empty the block cache. Never stalls writers.
    this.writeBuffers =
        new WriteBufferManager(settings.writeBufferBytes(), new LRUCache(1 << 20, 0), false);
    Env env = Env.getDefault();
    env.setBackgroundThreads(settings.backgroundThreads(), Priority.LOW); // compactions
    env.setBackgroundThreads(1, Priority.HIGH); // flushes, never behind a compaction
  }

  static synchronized RocksProcess get(RocksSettings settings) {
    RocksProcess process = instance;
    if (process == null) {
      process = new RocksProcess(settings);
      instance = process;
    }
    return process;
  }

  Cache blockCache() {
    return blockCache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }
}
