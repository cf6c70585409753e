package io.karst.storage.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The kept copy of the native library is whole and nobody else's. */
@DisabledOnOs(OS.WINDOWS)
final class NativeLibraryTest {
  private static final byte[] LIBRARY = "machine code".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path temporary;
  private Path directory;
  private URL resource;
  private UserPrincipal owner;

  @BeforeEach
  void resource() throws IOException {
    Path source = Files.write(temporary.resolve("source"), LIBRARY);
    resource = source.toUri().toURL();
    owner = Files.getOwner(source);
    directory = temporary.resolve("kept");
  }

  private boolean keep() throws IOException {
    return NativeLibrary.keep(directory, owner, "lib.so", LIBRARY.length, resource);
  }

  @Test
  void keepsOneCopy() throws IOException {
    assertThat(keep()).isTrue();
    assertThat(keep()).isTrue();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("lib.so"));
    }
    assertThat(directory.resolve("lib.so")).hasBinaryContent(LIBRARY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
  }

  @Test
  void replacesHalfACopy() throws IOException {
    assertThat(keep()).isTrue();
    Files.writeString(directory.resolve("lib.so"), "mach");
    assertThat(keep()).isTrue();
    assertThat(directory.resolve("lib.so")).hasBinaryContent(LIBRARY);
  }

  @Test
  void trustsNoDirectoryThatOthersCanWriteOrThatIsALink() throws IOException {
    Files.createDirectory(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(keep()).isFalse();
    assertThat(directory).isEmptyDirectory();

    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
    directory = Files.createSymbolicLink(temporary.resolve("link"), elsewhere);
    assertThat(keep()).isFalse();
    assertThat(elsewhere).isEmptyDirectory();
  }
}
