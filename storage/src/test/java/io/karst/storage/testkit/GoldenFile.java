package io.karst.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** Frozen bytes of format v1: {@code src/test/resources/format/v1/<name>.hex}. */
public final class GoldenFile {
  private GoldenFile() {}

  /**
   * Compares the cases with the file, or writes it under {@code -Dgolden.rewrite=true}.
   *
   * @param name of the file, without its ending
   * @param cases bytes by what they stand for, in the order of the file
   */
  public static void check(String name, Map<String, byte[]> cases) throws IOException {
    StringBuilder text = new StringBuilder();
    cases.forEach(
        (label, bytes) ->
            text.append(label).append(" = ").append(HexFormat.of().formatHex(bytes)).append('\n'));
    String resource = "format/v1/" + name + ".hex";
    if (Boolean.getBoolean("golden.rewrite")) {
      Path file = Path.of("src/test/resources", resource);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8);
      return;
    }
    try (InputStream golden = GoldenFile.class.getResourceAsStream("/" + resource)) {
      assertThat(golden).as(resource).isNotNull();
      assertThat(text.toString())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
