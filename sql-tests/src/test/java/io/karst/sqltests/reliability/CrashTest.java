package io.karst.sqltests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process at random moments, again and again on one directory. After each kill
 * every acknowledged commit is there, no transaction is there in part, and CHECK COLLECTION finds
 * nothing.
 */
class CrashTest {
  private static final int KILLS = Integer.getInteger("crash.kills", 20);

  /** Every so many kills come at once, while the database opens or its tables are made. */
  private static final int EARLY = 6;

  /** Writing goes on for this long before a kill, in milliseconds. */
  private static final int SHORTEST = 100;

  private static final int LONGEST = 600;

  @TempDir Path directory;

  private final Set<Long> acknowledged = new TreeSet<>();
  private final Set<Long> loaded = new TreeSet<>();
  private long lastToken;
  private long migrated;

  @Test
  void everyAcknowledgedCommitSurvivesKill9() throws Exception {
    long seed = Long.getLong("crash.seed", new Random().nextLong());
    System.err.println("CrashTest seed " + seed + ", " + KILLS + " kills");
    Random random = new Random(seed);
    String url = "jdbc:karst:" + directory.resolve("db");
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(url, random);
      verify(url, "seed " + seed + ", kill " + kill);
    }
    System.err.println(
        "CrashTest: " + acknowledged.size() + " commits and " + loaded.size() + " loads survived");
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
  }

  private void runAndKill(String url, Random random) throws IOException {
    boolean early = random.nextInt(EARLY) == 0;
    long pause = TimeUnit.MILLISECONDS.toNanos(SHORTEST + random.nextInt(LONGEST - SHORTEST));
    lastToken += 1000; // tokens of commits that were not acknowledged are not used again
    String first = Long.toString(lastToken);
    try (ChildJvm child =
        ChildJvm.start(
            CrashChild.class,
            url,
            first,
            Long.toString(random.nextLong()),
            directory.resolve("load.csv").toString())) {
      if (!early) {
        awaitFirstCommit(child);
      }
      LockSupport.parkNanos(pause); // how far the child gets is left to chance
      child.kill();
      for (String line = child.readLine(); line != null; line = child.readLine()) {
        note(line);
      }
    }
  }

  private void awaitFirstCommit(ChildJvm child) throws IOException {
    String line = child.readLine();
    while (line != null && !line.startsWith("ACK ")) {
      note(line);
      line = child.readLine();
    }
    assertThat(line).describedAs("first commit").isNotNull();
    note(Objects.requireNonNull(line));
  }

  private void note(String line) {
    assertThat(line).doesNotStartWith("FAILED");
    if (line.startsWith("ACK ")) {
      long token = Long.parseLong(line.substring(4));
      acknowledged.add(token);
      lastToken = Math.max(lastToken, token);
    } else if (line.startsWith("LOADED ")) {
      loaded.add(Long.parseLong(line.substring(7)));
    } else if (line.startsWith("MIGRATED ")) {
      migrated = Long.parseLong(line.substring(9));
    }
  }

  private void verify(String url, String when) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      if (!exists(connection, "entry") || !exists(connection, "mirror")) {
        assertThat(acknowledged).describedAs(when).isEmpty();
        return;
      }
      Set<Long> rows = tokens(connection, "SELECT token FROM entry");
      assertThat(rows).describedAs("%s: acknowledged rows", when).containsAll(acknowledged);
      assertThat(tokens(connection, "SELECT id FROM entry WHERE token > 0"))
          .describedAs("%s: index on token", when)
          .isEqualTo(rows);
      assertThat(tokens(connection, "SELECT value FROM entry$properties WHERE name = 'mark'"))
          .describedAs("%s: properties", when)
          .isEqualTo(rows);
      assertThat(
              tokens(
                  connection,
                  "SELECT p.token FROM entry p JOIN entry$edges e ON e.source_id = p._id AND e.target_id = p._id"))
          .describedAs("%s: edges", when)
          .isEqualTo(rows);
      assertThat(
              tokens(
                  connection,
                  "SELECT p.token FROM entry p JOIN entry$vectors_v_3 v ON v.entity_id = p._id"))
          .describedAs("%s: vectors", when)
          .isEqualTo(rows);
      Set<Long> mirrored = new TreeSet<>(rows);
      mirrored.removeIf(token -> token % 3 != 0);
      assertThat(tokens(connection, "SELECT token FROM other.mirror"))
          .describedAs("%s: the other collection", when)
          .isEqualTo(mirrored);
      assertThat(tokens(connection, "SELECT count(*) FROM entry$edges"))
          .describedAs("%s: number of edges", when)
          .containsExactly((long) rows.size());
      verifyLoads(connection, when);
      verifyMigration(connection, when);
      assertThat(problems(connection)).describedAs(when).isEmpty();
    }
  }

  /** Each batch is there as a whole or not at all. */
  private void verifyLoads(Connection connection, String when) throws SQLException {
    Set<Long> batches = tokens(connection, "SELECT DISTINCT batch FROM loaded");
    assertThat(batches).describedAs("%s: acknowledged loads", when).containsAll(loaded);
    assertThat(
            tokens(
                connection,
                "SELECT batch FROM loaded GROUP BY batch HAVING count(*) <> "
                    + CrashChild.LOAD_ROWS))
        .describedAs("%s: half loads", when)
        .isEmpty();
  }

  /** Tables, columns, indexes and rows are those of one version, at least the acknowledged one. */
  private void verifyMigration(Connection connection, String when) throws SQLException {
    if (!exists(connection, "migration")) {
      return;
    }
    Set<Long> versions = tokens(connection, "SELECT version FROM migration");
    long version = versions.isEmpty() ? 0 : versions.iterator().next();
    assertThat(version).describedAs("%s: migrations", when).isGreaterThanOrEqualTo(migrated);
    migrated = version;
    Set<String> tables = new TreeSet<>();
    String[] kinds = {"TABLE"};
    try (ResultSet found = connection.getMetaData().getTables(null, "public", "m_%", kinds)) {
      while (found.next()) {
        tables.add(found.getString("TABLE_NAME"));
      }
    }
    tables.remove("migration");
    if (version == 0) {
      assertThat(tables).describedAs("%s: tables before the first migration", when).isEmpty();
      return;
    }
    assertThat(tables).describedAs("%s: migrated tables", when).containsExactly("m" + version);
    assertThat(tokens(connection, "SELECT c" + version + " FROM migration"))
        .describedAs("%s: migrated column", when)
        .containsExactly(version);
    String indexed = "SELECT count(*) FROM m" + version + " WHERE version = " + version;
    assertThat(tokens(connection, indexed))
        .describedAs("%s: migrated rows", when)
        .containsExactly((long) CrashChild.MIGRATED_ROWS);
  }

  private static boolean exists(Connection connection, String table) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
      return tables.next();
    }
  }

  private static Set<Long> tokens(Connection connection, String sql) throws SQLException {
    Set<Long> tokens = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        tokens.add(Long.valueOf(rows.getString(1)));
      }
    }
    return tokens;
  }

  private static List<String> problems(Connection connection) throws SQLException {
    List<String> problems = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String collection : List.of("public", "other")) {
        try (ResultSet rows = statement.executeQuery("CHECK COLLECTION " + collection)) {
          while (rows.next()) {
            problems.add(collection + ": " + rows.getString(1));
          }
        }
      }
    }
    return problems;
  }
}
