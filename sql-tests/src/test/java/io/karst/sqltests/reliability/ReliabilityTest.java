package io.karst.sqltests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that can be wrong with a directory gives a clear error and damages nothing. */
class ReliabilityTest {
  @TempDir Path directory;

  private static String url(Path database) {
    return "jdbc:karst:" + database;
  }

  private static SQLException openFails(Path database) {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class, () -> DriverManager.getConnection(url(database)).close());
    assertThat((Object) failure).describedAs("opening %s", database).isNotNull();
    return failure;
  }

  private static void create(Path database, int rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, filler TEXT)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
        for (int i = 0; i < rows; i++) {
          insert.setInt(1, i);
          insert.setString(2, "row " + i);
          insert.executeUpdate();
        }
      }
    }
  }

  private static List<Integer> ids(Path database) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  @Test
  void secondProcessLearnsWhoHoldsTheDatabase() throws Exception {
    Path database = directory.resolve("db");
    create(database, 3);
    try (ChildJvm child = ChildJvm.start(HoldingChild.class, url(database))) {
      assertThat(child.readLine()).isEqualTo("OPEN true");
      SQLException failure = openFails(database);
      assertThat(failure.getMessage()).contains(Long.toString(child.pid()));
      assertThat(failure.getSQLState()).isNotNull();
    }
    assertThat(ids(database)).containsExactly(0, 1, 2);
  }

  @Test
  void oneProcessMayOpenADirectoryTwice() throws SQLException {
    Path database = directory.resolve("db");
    create(database, 1);
    try (Connection first = DriverManager.getConnection(url(database));
        Connection second = DriverManager.getConnection(url(database))) {
      assertThat(first.isValid(1)).isTrue();
      assertThat(second.isValid(1)).isTrue();
    }
  }

  @Test
  void directoryThatIsNoDatabaseIsLeftAlone() throws IOException {
    Path photos = Files.createDirectories(directory.resolve("photos"));
    Path photo = Files.writeString(photos.resolve("holiday.jpg"), "precious");
    SQLException failure = openFails(photos);
    assertThat(failure.getMessage()).contains("photos");
    assertThat(photo).hasContent("precious");
    try (Stream<Path> files = Files.list(photos)) {
      assertThat(files).containsExactly(photo);
    }
  }

  @Test
  void fileInsteadOfADirectoryIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThat(openFails(file).getMessage()).contains("file");
    assertThat(file).hasContent("text");
  }

  @Test
  void emptyDirectoryBecomesADatabase() throws IOException, SQLException {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    create(empty, 1);
    assertThat(ids(empty)).containsExactly(0);
  }

  @Test
  void newerFormatIsRefused() throws IOException, SQLException {
    Path database = directory.resolve("db");
    create(database, 2);
    Path marker = formatFile(database);
    String original = Files.readString(marker);
    Files.writeString(marker, original.replaceAll("[0-9]+", "999"));
    SQLException failure = openFails(database);
    assertThat(failure.getMessage()).containsIgnoringCase("newer").contains("999");
    Files.writeString(marker, original);
    assertThat(ids(database)).containsExactly(0, 1);
  }

  /** The text file at the top of the directory that holds the format version. */
  private static Path formatFile(Path database) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .toLowerCase(Locale.ROOT)
                      .matches(".*(format|version|karst).*"))
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no format file in " + database));
    }
  }

  @Test
  void truncatedLogLosesOnlyItsTail() throws Exception {
    Path database = directory.resolve("db");
    try (ChildJvm child = ChildJvm.start(CrashChild.class, url(database), "0", "1")) {
      for (int lines = 0; lines < 50; lines++) {
        assertThat(child.readLine()).doesNotStartWith("FAILED");
      }
    }
    Collection<Path> logs = newestLogs(database);
    assertThat(logs).isNotEmpty();
    for (Path log : logs) {
      byte[] bytes = Files.readAllBytes(log);
      Files.write(log, Arrays.copyOf(bytes, bytes.length - Math.min(7, bytes.length)));
    }
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("CHECK COLLECTION public")) {
      assertThat(rows.next() ? rows.getString(1) + ": " + rows.getString(3) : "sound")
          .isEqualTo("sound");
    }
  }

  @Test
  void killedProcessThatDroppedATableLeavesADatabaseThatOpens() throws Exception {
    Path database = directory.resolve("db");
    Path killed = directory.resolve("killed");
    try (Connection connection = DriverManager.getConnection(url(database) + ";durability=off");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, filler TEXT)");
      statement.execute("INSERT INTO t VALUES (0, 'kept')");
      statement.execute("CREATE TABLE other (id INT PRIMARY KEY)");
      statement.execute("CHECKPOINT");
      statement.execute("DROP TABLE other");
      copy(database, killed);
    }
    assertThat(ids(killed)).containsExactly(0);
  }

  private static void copy(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!file.getFileName().toString().equals("LOCK")) {
          Files.copy(file, copy);
        }
      }
    }
  }

  /**
   * The log that each engine was writing, if anything is in it. Only that one can be torn: older
   * ones were written whole before the next was begun.
   */
  private static Collection<Path> newestLogs(Path database) throws IOException {
    Map<Path, Path> newest = new HashMap<>();
    try (Stream<Path> files = Files.walk(database)) {
      files
          .filter(file -> file.getFileName().toString().matches("[0-9]+\\.log"))
          .forEach(
              log ->
                  newest.merge(
                      log.getParent(), log, BinaryOperator.maxBy(Comparator.naturalOrder())));
    }
    return newest.values().stream().filter(log -> log.toFile().length() > 0).toList();
  }

  @Test
  void fullDiskIsAnErrorAndNothingIsDamaged() throws Exception {
    Path mount = Files.createDirectories(directory.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", mount.toString()),
        "a small tmpfs cannot be mounted here (needs root)");
    try {
      Path database = mount.resolve("db");
      create(database, 10);
      Path spare = Files.write(mount.resolve("spare"), new byte[2 << 20]);
      int stored = fill(database);
      Files.delete(spare); // opening writes a little, so it needs some room again
      List<Integer> ids = ids(database);
      assertThat(ids).hasSizeGreaterThanOrEqualTo(stored);
    } finally {
      run("umount", "-l", mount.toString());
    }
  }

  /** Inserts until the disk is full; returns the number of acknowledged rows. */
  private static int fill(Path database) throws SQLException {
    Random random = new Random(17);
    byte[] noise = new byte[5_000];
    random.nextBytes(noise);
    String filler = HexFormat.of().formatHex(noise);
    int stored = 10;
    try (Connection connection = DriverManager.getConnection(url(database));
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      for (int i = 10; i < 20_000; i++) {
        insert.setInt(1, i);
        insert.setString(2, filler + i);
        insert.executeUpdate();
        stored++;
      }
      throw new AssertionError("200 MB fitted into 24 MB");
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isIn("53100", "58030");
    }
    return stored;
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
