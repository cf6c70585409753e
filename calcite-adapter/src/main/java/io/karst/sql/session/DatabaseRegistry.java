package io.karst.sql.session;

import io.karst.sql.ConnectionTarget;
import io.karst.storage.Database;
import io.karst.storage.DatabaseOptions;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The open databases of this process: one per directory or memory name, opened by its first session
 * and closed with its last. Thread-safe.
 */
final class DatabaseRegistry {
  static final DatabaseRegistry INSTANCE = new DatabaseRegistry();

  private final Map<String, SharedDatabase> open = new HashMap<>();

  private DatabaseRegistry() {}

  /** The database of a target, opened if necessary; the caller releases it. */
  synchronized SharedDatabase acquire(ConnectionTarget target, DatabaseOptions options) {
    String key;
    String name;
    if (target instanceof ConnectionTarget.Directory directory) {
      Path real = canonical(directory.path());
      key = "file:" + real;
      Path last = real.getFileName();
      name = last == null ? real.toString() : last.toString();
    } else {
      String given = ((ConnectionTarget.Memory) target).name();
      key = "mem:" + (given.isEmpty() ? UUID.randomUUID().toString() : given);
      name = given.isEmpty() ? "mem" : given;
    }
    SharedDatabase shared = open.get(key);
    if (shared == null) {
      Database database =
          target instanceof ConnectionTarget.Directory directory
              ? Database.open(canonical(directory.path()), options)
              : Database.inMemory(options);
      shared = new SharedDatabase(this, key, name, database);
      open.put(key, shared);
    }
    shared.retain();
    return shared;
  }

  synchronized void release(SharedDatabase shared) {
    if (shared.isLastReleased()) {
      open.remove(shared.key());
      shared.database().close();
    }
  }

  /** The one name of a directory, also of one that does not exist yet. */
  private static Path canonical(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path existing = absolute;
    while (existing != null && !existing.toFile().exists()) {
      existing = existing.getParent();
    }
    if (existing == null) {
      return absolute;
    }
    try {
      Path real = existing.toRealPath();
      return existing.equals(absolute) ? real : real.resolve(existing.relativize(absolute));
    } catch (IOException e) {
      throw new KarstException(
          ErrorCode.CANNOT_CONNECT, "cannot reach " + path + ": " + e.getMessage(), e);
    }
  }
}
