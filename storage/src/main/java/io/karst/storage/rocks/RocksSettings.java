package io.karst.storage.rocks;

/**
 * How a collection is stored.
 *
 * <p>Block cache and write buffers are budgets of the process, shared by all open collections; the
 * first one opened sets them.
 *
 * @param preset the kind of machine and load
 * @param blockCacheBytes process-wide cache of uncompressed blocks, index and filter blocks
 *     included
 * @param writeBufferBytes process-wide limit of memtables; above it the largest one is flushed
 * @param memtableBytes size of one memtable of one space
 * @param maxOpenFiles open table files per collection, -1 = all
 * @param backgroundThreads flush and compaction threads of the process
 */
public record RocksSettings(
    Preset preset,
    long blockCacheBytes,
    long writeBufferBytes,
    long memtableBytes,
    int maxOpenFiles,
    int backgroundThreads) {

  /** Ready-made settings. */
  public enum Preset {
    /** A desktop or a service beside others. */
    DEFAULT,
    /** Little memory: tests, command line tools. */
    SMALL,
    /** The database is what the machine is for. */
    LARGE,
    /** Much more reading than writing. */
    READ_HEAVY,
    /** Loads and logs. */
    WRITE_HEAVY
  }

  private static final long MIB = 1L << 20;

  /** The settings of a preset. */
  public static RocksSettings of(Preset preset) {
    int threads = Math.max(2, Math.min(8, Runtime.getRuntime().availableProcessors()));
    return switch (preset) {
      case DEFAULT -> new RocksSettings(preset, 256 * MIB, 128 * MIB, 32 * MIB, -1, threads);
      case SMALL -> new RocksSettings(preset, 16 * MIB, 16 * MIB, 4 * MIB, 128, 2);
      case LARGE -> new RocksSettings(preset, 2048 * MIB, 512 * MIB, 128 * MIB, -1, threads);
      case READ_HEAVY -> new RocksSettings(preset, 1024 * MIB, 64 * MIB, 16 * MIB, -1, threads);
      case WRITE_HEAVY -> new RocksSettings(preset, 256 * MIB, 512 * MIB, 128 * MIB, -1, threads);
    };
  }

  /** The settings of {@link Preset#DEFAULT}. */
  public static RocksSettings defaults() {
    return of(Preset.DEFAULT);
  }

  /** The same settings with both process-wide budgets together at {@code bytes}, cache 2 : 1. */
  public RocksSettings withMemoryLimit(long bytes) {
    long buffers = Math.max(8 * MIB, bytes / 3);
    return new RocksSettings(
        preset,
        Math.max(8 * MIB, bytes - buffers),
        buffers,
        Math.min(memtableBytes, Math.max(4 * MIB, buffers / 2)),
        maxOpenFiles,
        backgroundThreads);
  }
}
