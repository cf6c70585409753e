package io.karst.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** The demo's CSV files, unpacked into a temporary directory that goes away when closed. */
final class DemoFiles implements AutoCloseable {
  private static final List<String> NAMES = List.of("airports", "flights-airport", "weather");

  private final Path directory;

  DemoFiles() throws IOException {
    directory = Files.createTempDirectory("karst-demo");
    for (String name : NAMES) {
      unpack(name);
    }
  }

  /** Replaces {@code ${name}} by the path of that file. */
  String fillIn(String sql) {
    String filled = sql;
    for (String name : NAMES) {
      filled = filled.replace("${" + name + "}", file(name).toString().replace("'", "''"));
    }
    return filled;
  }

  private Path file(String name) {
    return directory.resolve(name + ".csv");
  }

  private void unpack(String name) throws IOException {
    boolean withPosition = name.equals("airports");
    try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(DemoScript.resource(name + ".csv.gz")),
                    StandardCharsets.UTF_8));
        Writer writer = Files.newBufferedWriter(file(name), StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      boolean header = true;
      while (line != null) {
        writer.write(line);
        if (withPosition) {
          writer.write(header ? ",position" : ",\"" + position(line) + '"');
        }
        writer.write('\n');
        header = false;
        line = reader.readLine();
      }
    }
  }

  /** The place on the unit sphere of a line whose last two fields are latitude and longitude. */
  static String position(String line) {
    int longitudeAt = line.lastIndexOf(',');
    int latitudeAt = line.lastIndexOf(',', longitudeAt - 1);
    double latitude =
        Math.toRadians(Double.parseDouble(line.substring(latitudeAt + 1, longitudeAt)));
    double longitude = Math.toRadians(Double.parseDouble(line.substring(longitudeAt + 1)));
    return String.format(
        Locale.ROOT,
        "[%.6f,%.6f,%.6f]",
        Math.cos(latitude) * Math.cos(longitude),
        Math.cos(latitude) * Math.sin(longitude),
        Math.sin(latitude));
  }

  @Override
  public void close() throws IOException {
    for (String name : NAMES) {
      Files.deleteIfExists(file(name));
    }
    Files.deleteIfExists(directory);
  }
}
