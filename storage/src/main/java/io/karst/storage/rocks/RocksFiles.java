package io.karst.storage.rocks;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.SpaceOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** The directory of a collection as RocksDB leaves it, before and around opening. */
final class RocksFiles {
  private static final String BULK_DIRECTORY = "bulk";

  private RocksFiles() {}

  /** The families to open with; the default one for a new database. Creates the directory. */
  static List<ColumnFamilyDescriptor> families(Path directory, RocksOptions options)
      throws RocksDBException {
    List<byte[]> names = List.of(RocksDB.DEFAULT_COLUMN_FAMILY);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot create " + directory, e);
    }
    if (Files.exists(directory.resolve("CURRENT"))) {
      try (Options list = new Options()) {
        names = RocksDB.listColumnFamilies(list, directory.toString());
      }
    }
    List<ColumnFamilyDescriptor> families = new ArrayList<>(names.size());
    for (byte[] name : names) {
      SpaceOptions.Usage usage = RocksSpace.usageOf(new String(name, StandardCharsets.UTF_8));
      families.add(new ColumnFamilyDescriptor(name, options.space(usage)));
    }
    return families;
  }

  static Path bulkDirectory(Path directory) {
    return directory.resolve(BULK_DIRECTORY);
  }

  /** Removes files of bulk loads that a crash has left. */
  static void clearBulkLoads(Path directory) {
    Path bulk = bulkDirectory(directory);
    if (!Files.isDirectory(bulk)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(bulk)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot clear " + bulk, e);
    }
  }

  /** What the user is told when a database does not open. */
  static KarstException openFailure(Path directory, RocksDBException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (message.contains("lock")) {
      return new KarstException(
          ErrorCode.OBJECT_IN_USE, directory + " is open already: " + cause.getMessage(), cause);
    }
    KarstException error = RocksErrors.of("cannot open " + directory, cause);
    if (error.code() == ErrorCode.DATA_CORRUPTED) {
      error.withHint("Nothing was changed. Restore the directory from a backup.");
    }
    return error;
  }

  static byte[] aboveAllKeys(int maxKeyBytes) {
    byte[] key = new byte[maxKeyBytes + 1];
    Arrays.fill(key, (byte) 0xFF);
    return key;
  }
}
