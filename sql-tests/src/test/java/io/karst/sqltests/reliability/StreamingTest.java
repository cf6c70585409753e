package io.karst.sqltests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results are streamed: a small JVM reads large ones, from disk and inside a transaction, too. */
class StreamingTest {
  private static final int MEGABYTES = 64;

  @TempDir Path directory;

  private void reads(long rows, long stored) throws IOException {
    List<String> options = List.of("-Xmx" + MEGABYTES + "m");
    String url = "jdbc:karst:" + directory.resolve("db");
    try (ChildJvm child =
        ChildJvm.start(
            options, StreamingChild.class, url, Long.toString(rows), Long.toString(stored))) {
      assertThat(child.readLine()).isEqualTo("query " + rows);
      assertThat(child.readLine()).isEqualTo("scan " + stored);
      assertThat(child.readLine()).isNull();
      assertThat(child.exitCode()).isZero();
    }
  }

  @Test
  void aResultLargerThanMemory() throws IOException {
    reads(1_000_000, 240_000);
  }

  @Test
  @Tag("slow")
  void tenMillionRows() throws IOException {
    reads(10_000_000, 10_000_000);
  }
}
