package io.karst.storage.rocks;

import io.karst.storage.engine.SpaceOptions;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ChecksumType;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionPriority;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;

/** Every RocksDB option that Karst sets, with its reason. Owns the native option objects. */
final class RocksOptions implements AutoCloseable {
  private static final long MIB = 1L << 20;

  private final RocksSettings settings;
  private final RocksProcess process;
  private final List<RocksObject> owned = new ArrayList<>();
  private final DBOptions database;

  RocksOptions(RocksSettings settings) {
    this.settings = settings;
    this.process = RocksProcess.get(settings);
    this.database = own(new DBOptions());
    configureDatabase();
  }

  DBOptions database() {
    return database;
  }

  private void configureDatabase() {
    database
        .setCreateIfMissing(true)
        // Whatever looks wrong is an error now, not a surprise later.
        .setParanoidChecks(true)
        // A torn tail is a crash and opens; damage before the end is an error. Point-in-time
        // recovery would drop acknowledged commits behind the damage without a word.
        .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
        // The store decides when the log leaves the process: durability OFF, NORMAL or SYNC.
        .setManualWalFlush(true)
        // One writer at a time (the commit turn): pipelining and concurrent memtable inserts of
        // several writers have nothing to do.
        .setEnablePipelinedWrite(false)
        .setAllowConcurrentMemtableWrite(false)
        // Spaces that are rarely written must not keep old logs alive for ever.
        .setMaxTotalWalSize(Math.max(64 * MIB, 2 * settings.memtableBytes()))
        // Opening replays the log into memory; close bounds its length.
        .setAvoidFlushDuringRecovery(true)
        .setWriteBufferManager(process.writeBuffers())
        .setMaxOpenFiles(settings.maxOpenFiles())
        // One flush and the rest compactions, taken from the threads of the process.
        .setMaxBackgroundJobs(settings.backgroundThreads() + 1)
        .setMaxSubcompactions(1)
        // Closing a cursor or a dropped space must not delete files in the caller's thread.
        .setAvoidUnnecessaryBlockingIO(true)
        // Spreads write-back; syncs at the end of a file stay short.
        .setBytesPerSync(MIB)
        .setWalBytesPerSync(MIB)
        .setCompactionReadaheadSize(2 * MIB)
        // Log files are read by people with a problem: warnings only, 4 files of 1 MiB.
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setMaxLogFileSize(MIB)
        .setKeepLogFileNum(4)
        // No periodic statistics: nobody reads them.
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0)
        // Opening must not read every table file.
        .setSkipStatsUpdateOnDbOpen(true)
        // Small databases stay small on disk.
        .setMaxManifestFileSize(16 * MIB)
        .setManifestPreallocationSize(64 << 10)
        .setAllowFAllocate(false)
        .setMaxBgErrorResumeCount(0);
  }

  /** Options of a space; owned by this object. */
  ColumnFamilyOptions space(SpaceOptions.Usage usage) {
    ColumnFamilyOptions options = own(new ColumnFamilyOptions());
    long memtable = settings.memtableBytes();
    options
        .setTableFormatConfig(table(usage))
        .setWriteBufferSize(
            usage == SpaceOptions.Usage.CATALOG ? Math.min(memtable, MIB) : memtable)
        // One is written while two wait for the flush.
        .setMaxWriteBufferNumber(3)
        // Space amplification near 1.1 whatever the size of the data.
        .setLevelCompactionDynamicLevelBytes(true)
        .setMaxBytesForLevelBase(4 * memtable)
        .setTargetFileSizeBase(64 * MIB)
        .setCompactionPriority(CompactionPriority.MinOverlappingRatio)
        // Cheap to decompress where data is read and rewritten often; dense where 90 % of it lies.
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setBottommostCompressionType(
            usage == SpaceOptions.Usage.CATALOG
                ? CompressionType.LZ4_COMPRESSION
                : CompressionType.ZSTD_COMPRESSION)
        // Keys that are absent end in the memtable's filter.
        .setMemtablePrefixBloomSizeRatio(usage == SpaceOptions.Usage.ROWS ? 0.02 : 0)
        .setMemtableWholeKeyFiltering(usage == SpaceOptions.Usage.ROWS);
    if (settings.preset() == RocksSettings.Preset.READ_HEAVY) {
      // Reading pays for decompression each time a block is not cached.
      options.setBottommostCompressionType(CompressionType.LZ4_COMPRESSION);
    }
    return options;
  }

  private BlockBasedTableConfig table(SpaceOptions.Usage usage) {
    BlockBasedTableConfig table = new BlockBasedTableConfig();
    boolean log = usage == SpaceOptions.Usage.LOG;
    table
        .setFormatVersion(6) // checksums bound to the block's place; the newest all tools read
        .setChecksumType(ChecksumType.kXXH3)
        .setBlockCache(process.blockCache())
        // Scans want large blocks, gets small ones: 16 KiB costs a cached get nothing, compresses.
        .setBlockSize(log ? 64 << 10 : 16 << 10)
        // Memory stays inside the budget ...
        .setCacheIndexAndFilterBlocks(true)
        // ... and index and filter blocks outlive data blocks in it.
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinL0FilterAndIndexBlocksInCache(true)
        .setOptimizeFiltersForMemory(true)
        .setWholeKeyFiltering(true);
    if (!log) {
      table
          // A hash per block finds the entry of a get without bisecting 16 KiB.
          .setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash)
          .setDataBlockHashTableUtilRatio(0.75)
          // 1 % false positives; routing and unique checks ask for absent keys.
          .setFilterPolicy(own(new BloomFilter(10)));
    }
    return table;
  }

  private <T extends RocksObject> T own(T object) {
    owned.add(object);
    return object;
  }

  @Override
  public void close() {
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
  }
}
