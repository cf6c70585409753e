package io.karst.storage.rocks;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Loads RocksDB's native library. Unpacking its 17 MB takes longer than opening a database, so a
 * copy stays in a directory below {@code java.io.tmpdir} that only its owner can enter, named after
 * the user and the checksum of the library. Where that is not possible RocksDB unpacks it anew.
 */
final class NativeLibrary {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private NativeLibrary() {}

  static void load() {
    Path directory = unpacked();
    if (directory != null) {
      try {
        RocksDB.loadLibrary(List.of(directory.toString()));
        return;
      } catch (UnsatisfiedLinkError e) {
        // Not loadable from there (a file system without execution, say): RocksDB's own way tells.
        RocksDB.loadLibrary();
        return;
      }
    }
    RocksDB.loadLibrary();
  }

  /** The directory with the library, or null if none can be kept. */
  private static @Nullable Path unpacked() {
    URL resource = RocksDB.class.getResource("/" + Environment.getJniLibraryFileName("rocksdb"));
    if (resource == null
        || !FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return null;
    }
    try {
      URLConnection connection = resource.openConnection();
      if (!(connection instanceof JarURLConnection jar)) {
        return null;
      }
      JarEntry entry = jar.getJarEntry();
      String user = System.getProperty("user.name");
      Path directory =
          Path.of(System.getProperty("java.io.tmpdir"))
              .resolve("karst-native-" + user + "-" + Long.toHexString(entry.getCrc()));
      UserPrincipal owner =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
      // The name under which RocksDB looks for its library in given directories.
      String name = Environment.getJniLibraryFileName("rocksdbjni");
      return keep(directory, owner, name, entry.getSize(), resource) ? directory : null;
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return null; // no copy is kept; RocksDB unpacks its own
    }
  }

  /** Makes sure that the directory is the owner's alone and holds the whole library. */
  static boolean keep(Path directory, UserPrincipal owner, String name, long size, URL resource)
      throws IOException {
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      // Whose it is, is looked at below.
    }
    PosixFileAttributes attributes = attributes(directory);
    if (!attributes.isDirectory()
        || !attributes.owner().equals(owner)
        || !attributes.permissions().equals(OWNER_ONLY)) {
      return false;
    }
    Path library = directory.resolve(name);
    if (isWhole(library, size)) {
      return true;
    }
    Path part = Files.createTempFile(directory, name, ".part");
    try {
      try (InputStream bytes = resource.openStream()) {
        Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      return false;
    } finally {
      Files.deleteIfExists(part);
    }
    return isWhole(library, size);
  }

  private static boolean isWhole(Path library, long size) throws IOException {
    if (!Files.exists(library, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    PosixFileAttributes attributes = attributes(library);
    return attributes.isRegularFile() && attributes.size() == size;
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
