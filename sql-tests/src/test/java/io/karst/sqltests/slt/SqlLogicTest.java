package io.karst.sqltests.slt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karst.sqltests.oracle.KarstDatabase;
import io.karst.sqltests.oracle.PostgresServer;
import io.karst.sqltests.oracle.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SQL logic tests in three lanes: Karst in memory, Karst on disk (closed, opened again and
 * checked at the end of each file), and PostgreSQL, which keeps the expected results honest.
 *
 * <p>{@code -Dslt=<part of a path>} runs some files; {@code -Dgolden.rewrite=true} writes the rows
 * that Karst in memory returns into the source files, {@code -Dgolden.rewrite=postgresql} those of
 * PostgreSQL.
 */
@Tag("slt")
class SqlLogicTest {
  private static final String REWRITE = System.getProperty("golden.rewrite", "");
  private static final Path SOURCES = Path.of("src", "test", "resources", "slt");
  private static final Path DATA = Path.of("src", "test", "resources", "csv");

  @TempDir static Path directory;

  /** Opens the database of one test. */
  private interface Opener {
    TestDatabase open() throws SQLException;
  }

  @TestFactory
  Stream<DynamicTest> memory() throws IOException {
    return tests(KarstDatabase::inMemory, REWRITE.equals("true"));
  }

  @TestFactory
  Stream<DynamicTest> disk() throws IOException {
    return tests(() -> KarstDatabase.onDisk(directory), false);
  }

  @TestFactory
  Stream<DynamicTest> postgresql() throws IOException {
    Optional<PostgresServer> server = PostgresServer.find();
    assumeTrue(server.isPresent(), "PostgreSQL is not installed: its lane is skipped");
    return tests(() -> server.orElseThrow().createDatabase(), REWRITE.equals("postgresql"));
  }

  private static Stream<DynamicTest> tests(Opener opener, boolean rewrite) throws IOException {
    String only = System.getProperty("slt", "");
    List<Path> files;
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      files =
          paths
              .filter(path -> path.toString().endsWith(".test"))
              .filter(path -> path.toString().contains(only))
              .sorted()
              .toList();
    }
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(name(file), uri(file), () -> run(file, opener, rewrite)));
  }

  private static void run(Path file, Opener opener, boolean rewrite)
      throws IOException, SQLException {
    List<String> lines = Files.readAllLines(file);
    List<SltRecord> records = SltParser.parse(file.toString(), lines);
    try (TestDatabase database = opener.open()) {
      SltRunner runner = new SltRunner(file.toString(), database, variables());
      List<String> failures = new ArrayList<>(runner.run(records));
      if (database.engine().equals("karst")) {
        database.reopen();
        failures.addAll(checkCollections(file.toString(), database));
      }
      if (rewrite) {
        Files.write(file, runner.rewritten(lines));
      }
      String message =
          failures.size()
              + " of "
              + runner.executed()
              + " records failed\n"
              + String.join("\n", failures);
      assertThat(failures).withFailMessage(message).isEmpty();
    }
  }

  private static List<String> checkCollections(String file, TestDatabase database)
      throws SQLException {
    List<String> problems = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      List<String> collections = new ArrayList<>();
      try (ResultSet schemas = connection.getMetaData().getSchemas()) {
        while (schemas.next()) {
          collections.add(schemas.getString(1));
        }
      }
      collections.removeIf(name -> name.equals("information_schema") || name.equals("karst"));
      for (String collection : collections) {
        try (ResultSet rows = statement.executeQuery("CHECK COLLECTION \"" + collection + "\"")) {
          while (rows.next()) {
            problems.add(file + ": CHECK COLLECTION " + collection + ": " + rows.getString(1));
          }
        }
      }
    }
    return problems;
  }

  private static Map<String, String> variables() throws IOException {
    Path out = Files.createTempDirectory(directory, "out");
    // PostgreSQL runs as another user and writes its COPY TO files here.
    directory.toFile().setExecutable(true, false);
    out.toFile().setExecutable(true, false);
    out.toFile().setWritable(true, false);
    out.toFile().setReadable(true, false);
    return Map.of("data", DATA.toAbsolutePath().toString(), "out", out.toString());
  }

  private static String name(Path file) {
    return SOURCES.relativize(file).toString();
  }

  private static URI uri(Path file) {
    return file.toUri();
  }
}
