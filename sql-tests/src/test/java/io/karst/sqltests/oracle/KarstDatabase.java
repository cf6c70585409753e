package io.karst.sqltests.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fresh Karst database, in memory or in a directory of its own. */
public final class KarstDatabase implements TestDatabase {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String url;
  private final @Nullable Path directory;
  private final @Nullable Connection anchor;

  private KarstDatabase(String url, @Nullable Path directory) throws SQLException {
    this.url = url;
    this.directory = directory;
    // A database in memory lives as long as one connection to it.
    this.anchor = directory == null ? DriverManager.getConnection(url) : null;
  }

  /** A database in memory with a name no other test uses. */
  public static KarstDatabase inMemory() throws SQLException {
    return new KarstDatabase("jdbc:karst:mem:test" + NEXT.incrementAndGet(), null);
  }

  /** A database in a new directory below {@code parent}. */
  public static KarstDatabase onDisk(Path parent) throws SQLException {
    Path directory = parent.resolve("db" + NEXT.incrementAndGet());
    return new KarstDatabase("jdbc:karst:" + directory, directory);
  }

  /** The JDBC URL of this database. */
  public String url() {
    return url;
  }

  @Override
  public String engine() {
    return "karst";
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public void close() throws SQLException {
    if (anchor != null) {
      anchor.close();
    }
    if (directory != null) {
      deleteRecursively(directory);
    }
  }

  /** Deletes a directory with everything in it, if it exists. */
  public static void deleteRecursively(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
