package io.karst.storage.rocks;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.engine.local.CommitBatch;
import io.karst.storage.engine.local.CommitEncoding;
import io.karst.storage.engine.local.StoreBulk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.rocksdb.RocksDB;

/**
 * Commits that move table files into families. RocksDB moves the files of one family at a time, so
 * the whole commit is written down first and completed at open if it was cut short.
 */
final class RocksLoads {
  private RocksLoads() {}

  /**
   * Commits a batch with loads.
   *
   * @param directory where the loads' files are
   * @param write writes the batch, durably
   * @throws KarstException COMMIT_UNKNOWN if the next open will complete the commit
   */
  static void commit(
      RocksDB database,
      Path directory,
      CommitBatch batch,
      List<StoreBulk> loads,
      Consumer<CommitBatch> write) {
    writeIntent(directory, batch, loads);
    try {
      for (StoreBulk load : loads) {
        ((RocksBulk) load).keepFiles();
      }
      for (StoreBulk load : loads) {
        RocksBulk files = (RocksBulk) load;
        RocksBulk.ingest(database, files.space(), files.files());
      }
      write.accept(batch);
      LoadIntent.remove(directory);
    } catch (KarstException e) {
      throw e.code() == ErrorCode.COMMIT_UNKNOWN ? e : unfinished(e);
    } catch (IOException e) {
      throw unfinished(new KarstException(ErrorCode.IO_ERROR, String.valueOf(e.getMessage()), e));
    }
  }

  /** Completes a commit that a crash cut short. */
  static void recover(
      RocksDB database,
      Path directory,
      List<RocksSpace> spaces,
      long lastSequence,
      Consumer<CommitBatch> write) {
    LoadIntent intent = LoadIntent.read(directory);
    if (intent == null) {
      return;
    }
    if (lastSequence < intent.sequence()) {
      for (LoadIntent.Load load : intent.loads()) {
        // Files that are gone were moved before the crash; those that were moved and are still
        // here bring the same entries again.
        List<String> files = present(directory, load.files());
        RocksSpace space = find(spaces, load.spaceId(), load.spaceName());
        if (!files.isEmpty() && space != null) {
          RocksBulk.ingest(database, space, files);
        }
      }
      write.accept(
          CommitEncoding.decode(
              intent.sequence(), intent.batch(), (id, name) -> find(spaces, id, name)));
    }
    try {
      LoadIntent.remove(directory);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot remove the intent of a bulk load", e);
    }
  }

  static LoadIntent intent(CommitBatch batch, List<StoreBulk> loads) {
    List<LoadIntent.Load> parts = new ArrayList<>();
    for (StoreBulk load : loads) {
      RocksBulk bulk = (RocksBulk) load;
      List<String> names = new ArrayList<>();
      for (String file : bulk.files()) {
        names.add(String.valueOf(Path.of(file).getFileName()));
      }
      parts.add(new LoadIntent.Load(bulk.space().id(), bulk.space().name(), names));
    }
    return new LoadIntent(batch.head().sequence(), parts, CommitEncoding.encode(batch));
  }

  private static void writeIntent(Path directory, CommitBatch batch, List<StoreBulk> loads) {
    try {
      intent(batch, loads).write(directory);
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      boolean full = reason.toLowerCase(Locale.ROOT).contains("no space left");
      throw new KarstException(
          full ? ErrorCode.DISK_FULL : ErrorCode.IO_ERROR,
          "cannot write the intent of a bulk load: " + reason,
          e);
    }
  }

  private static List<String> present(Path directory, List<String> names) {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      Path file = directory.resolve(name);
      if (Files.exists(file)) {
        files.add(file.toString());
      }
    }
    return files;
  }

  private static @org.jspecify.annotations.Nullable RocksSpace find(
      List<RocksSpace> spaces, int id, String name) {
    for (RocksSpace space : spaces) {
      if (space.id() == id && space.name().equals(name)) {
        return space;
      }
    }
    return null;
  }

  private static KarstException unfinished(KarstException reason) {
    return new KarstException(
            ErrorCode.COMMIT_UNKNOWN,
            "the bulk load is completed when the database is opened again: " + reason.getMessage(),
            reason)
        .withHint("Mend the cause, then close and open the database.");
  }
}
