package io.karst.storage.directory;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An open database directory, locked for this process. Thread-safe. The owner closes it last.
 *
 * <pre>
 * clinic/
 *   KARST           text: "karst-database", format version
 *   LOCK            process lock; text: pid of the holder
 *   JOURNAL         commits that span collections (see CommitJournal)
 *   public.karst/   one RocksDB database per collection
 * </pre>
 */
public final class DatabaseDirectory implements AutoCloseable {
  /** The newest directory format this version reads; it writes this one. */
  public static final int FORMAT_VERSION = 1;

  private static final String MARKER = "KARST";
  private static final String MAGIC = "karst-database";
  private static final String SUFFIX = ".karst";

  private final Path path;
  private final FileChannel lockChannel;
  private final FileLock lock;

  private DatabaseDirectory(Path path, FileChannel lockChannel, FileLock lock) {
    this.path = path;
    this.lockChannel = lockChannel;
    this.lock = lock;
  }

  /**
   * Opens and locks a directory, creating it if it is absent or empty.
   *
   * @throws KarstException INVALID_DATABASE if it is something else or newer than this version, or
   *     must not be created; OBJECT_IN_USE if another process holds it; IO_ERROR
   */
  public static DatabaseDirectory open(Path path, boolean create) {
    Path directory = path.toAbsolutePath().normalize();
    try {
      boolean fresh = isFresh(directory);
      if (fresh && !create) {
        throw new KarstException(
            ErrorCode.INVALID_DATABASE, "database \"" + directory + "\" does not exist");
      }
      if (!fresh) {
        checkMarker(directory);
      }
      Files.createDirectories(directory);
      DatabaseDirectory opened = lock(directory);
      if (fresh) {
        opened.writeMarker();
      }
      return opened;
    } catch (AccessDeniedException e) {
      throw new KarstException(
          ErrorCode.IO_ERROR,
          "cannot open database \"" + directory + "\": no permission to write " + e.getFile(),
          e);
    } catch (IOException e) {
      throw new KarstException(
          ErrorCode.IO_ERROR, "cannot open database \"" + directory + "\": " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** The directory of a collection's RocksDB. */
  public Path collectionPath(String collection) {
    return path.resolve(encodeName(collection) + SUFFIX);
  }

  /** Names of the collections that have a directory. */
  public List<String> collectionNames() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*" + SUFFIX)) {
      for (Path entry : entries) {
        String file = entry.getFileName().toString();
        names.add(decodeName(file.substring(0, file.length() - SUFFIX.length())));
      }
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot list \"" + path + "\": " + e, e);
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** Removes a collection's files; its engine is closed already. */
  public void deleteCollection(String collection) {
    Path target = collectionPath(collection);
    Path doomed = path.resolve(encodeName(collection) + ".dropped");
    try {
      if (Files.exists(target)) {
        deleteTree(doomed);
        Files.move(target, doomed);
      }
      deleteTree(doomed);
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot delete \"" + target + "\": " + e, e);
    }
  }

  /** Deletes what an interrupted drop left behind. */
  public void cleanUp() {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, "*.dropped")) {
      for (Path entry : entries) {
        deleteTree(entry);
      }
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot clean \"" + path + "\": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockChannel.close();
    } catch (IOException e) {
      throw new KarstException(ErrorCode.IO_ERROR, "cannot release \"" + path + "\": " + e, e);
    }
  }

  private static boolean isFresh(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return true;
    }
    if (!Files.isDirectory(directory)) {
      throw new KarstException(
          ErrorCode.INVALID_DATABASE, "\"" + directory + "\" is a file, not a database directory");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void checkMarker(Path directory) throws IOException {
    String text;
    try {
      text = Files.readString(directory.resolve(MARKER), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new KarstException(
              ErrorCode.INVALID_DATABASE, "\"" + directory + "\" is not a Karst database", e)
          .withHint("Choose an empty or new directory, or one that Karst made.");
    }
    String[] words = text.trim().split("\\s+", -1);
    if (words.length < 2 || !words[0].equals(MAGIC) || !words[1].matches("\\d{1,9}")) {
      throw new KarstException(
          ErrorCode.INVALID_DATABASE, "\"" + directory + "\" is not a Karst database");
    }
    int version = Integer.parseInt(words[1]);
    if (version > FORMAT_VERSION) {
      throw new KarstException(
              ErrorCode.INVALID_DATABASE,
              "database \""
                  + directory
                  + "\" has format version "
                  + version
                  + ", this Karst reads up to "
                  + FORMAT_VERSION)
          .withHint("Open it with the Karst version that wrote it, or a newer one.");
    }
  }

  private static DatabaseDirectory lock(Path directory) throws IOException {
    Path file = directory.resolve("LOCK");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(directory, "this process", e);
    }
    if (lock == null) {
      String holder = readHolder(channel);
      channel.close();
      throw inUse(directory, "process " + holder, null);
    }
    channel.truncate(0);
    byte[] holder = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
    channel.write(ByteBuffer.wrap(holder), 0);
    return new DatabaseDirectory(directory, channel, lock);
  }

  private static KarstException inUse(Path directory, String holder, @Nullable Throwable cause) {
    return new KarstException(
            ErrorCode.OBJECT_IN_USE, "database \"" + directory + "\" is open in " + holder, cause)
        .withHint("One process at a time opens a database directory; close it there first.");
  }

  private static String readHolder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(32);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).trim();
  }

  private void writeMarker() throws IOException {
    Path temporary = path.resolve(MARKER + ".new");
    String text = MAGIC + " " + FORMAT_VERSION + "\n";
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(temporary, path.resolve(MARKER));
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(root)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.deleteIfExists(each);
    }
  }

  private static String encodeName(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_') {
        encoded.append(c);
      } else {
        encoded.append('%').append(Character.forDigit(c >> 4, 16));
        encoded.append(Character.forDigit(c & 15, 16));
      }
    }
    return encoded.toString();
  }

  private static String decodeName(String encoded) {
    byte[] bytes = new byte[encoded.length()];
    int size = 0;
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%' && i + 2 < encoded.length()) {
        bytes[size++] = (byte) Integer.parseInt(encoded, i + 1, i + 3, 16);
        i += 2;
      } else {
        bytes[size++] = (byte) c;
      }
    }
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }
}
