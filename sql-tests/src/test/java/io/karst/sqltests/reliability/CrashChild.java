package io.karst.sqltests.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process that is killed: three threads write transactions for ever. Each transaction writes
 * its token to every model, every third one to a second collection too, and prints {@code ACK
 * token} after its commit returned. A fourth thread loads files by COPY, {@link #LOAD_ROWS} rows
 * with one batch number each, and prints {@code LOADED batch}. A fifth one replaces a table by
 * another one with a new column, an index and rows, in one transaction each, and prints {@code
 * MIGRATED version}.
 *
 * <p>The invariants that {@link CrashTest} checks: a token is in all places or in none; every
 * printed token is there; tables, columns and rows are of one version.
 */
public final class CrashChild {
  private static final int THREADS = 3;
  private static final int KEPT = 40;

  /** Loads of one process: what piles up is checked after every kill. */
  private static final int LOADS = 2;

  /** Enough for a bulk load. */
  static final int LOAD_ROWS = 2500;

  /** Rows of each table that a migration makes. */
  static final int MIGRATED_ROWS = 20;

  private static final String GENERATED = " FROM generate_series(1, " + MIGRATED_ROWS + ") AS g(x)";

  private CrashChild() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments URL, first token, seed, file for COPY or nothing for no loads
   */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    String url = arguments[0];
    AtomicLong tokens = new AtomicLong(Long.parseLong(arguments[1]));
    long seed = Long.parseLong(arguments[2]);
    endWithParent();
    try (Connection keepOpen = DriverManager.getConnection(url)) {
      createTables(keepOpen);
      print("READY");
      Thread[] threads = new Thread[THREADS];
      for (int i = 0; i < THREADS; i++) {
        Random random = new Random(seed + i);
        threads[i] = new Thread(() -> write(url, tokens, random));
        threads[i].start();
      }
      if (arguments.length > 3) {
        new Thread(() -> load(url, tokens.get(), Path.of(arguments[3]))).start();
      }
      new Thread(() -> migrate(url)).start();
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  /** Nobody is left to kill this process if the test itself was killed. */
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  Thread.onSpinWait();
                }
              } catch (IOException e) {
                print("FAILED " + e);
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  private static void load(String url, long first, Path file) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (long batch = first; batch < first + LOADS; batch++) {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < LOAD_ROWS; i++) {
          long id = batch * LOAD_ROWS + (i * 7919L) % LOAD_ROWS;
          csv.append(id).append(',').append(batch).append(",code ").append(id).append('\n');
        }
        Files.writeString(file, csv);
        statement.executeUpdate("COPY loaded FROM '" + file + "' WITH (FORMAT csv)");
        print("LOADED " + batch);
      }
    } catch (SQLException e) {
      print("FAILED " + e.getSQLState() + " " + e.getMessage());
    } catch (IOException e) {
      print("FAILED " + e);
    }
  }

  private static void migrate(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (true) {
        long version;
        try (ResultSet row = statement.executeQuery("SELECT max(version) FROM migration")) {
          row.next();
          version = row.getLong(1);
        }
        long next = version + 1;
        statement.execute("CREATE TABLE m" + next + " (id BIGINT PRIMARY KEY, version BIGINT)");
        statement.execute("INSERT INTO m" + next + " SELECT x, " + next + GENERATED);
        statement.execute("CREATE INDEX m" + next + "_v ON m" + next + " (version)");
        statement.execute("DROP TABLE IF EXISTS m" + version);
        statement.execute("ALTER TABLE migration ADD COLUMN c" + next + " BIGINT DEFAULT " + next);
        statement.execute("ALTER TABLE migration DROP COLUMN IF EXISTS c" + version);
        statement.execute("UPDATE migration SET version = " + next);
        connection.commit();
        print("MIGRATED " + next);
      }
    } catch (SQLException e) {
      print("FAILED " + e.getSQLState() + " " + e.getMessage());
    }
  }

  private static void createTables(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA IF NOT EXISTS other");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS entry (id BIGINT PRIMARY KEY, token BIGINT NOT NULL UNIQUE,"
              + " filler TEXT, v VECTOR(3))");
      statement.execute("CREATE INDEX IF NOT EXISTS entry_filler ON entry (filler)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS loaded (id BIGINT PRIMARY KEY, batch BIGINT NOT NULL,"
              + " code TEXT UNIQUE)");
      statement.execute("CREATE INDEX IF NOT EXISTS loaded_batch ON loaded (batch)");
      statement.execute("CREATE TABLE IF NOT EXISTS other.mirror (token BIGINT PRIMARY KEY)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS migration (id INT PRIMARY KEY, version BIGINT)");
      statement.execute("INSERT INTO migration VALUES (1, 0) ON CONFLICT DO NOTHING");
    }
  }

  private static void write(String url, AtomicLong tokens, Random random) {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      while (true) {
        long token = tokens.incrementAndGet();
        writeToken(connection, token, random);
        connection.commit();
        print("ACK " + token);
      }
    } catch (SQLException e) {
      print("FAILED " + e.getSQLState() + " " + e.getMessage());
    }
  }

  private static void writeToken(Connection connection, long token, Random random)
      throws SQLException {
    String filler = "f" + random.nextInt(100);
    update(
        connection,
        "INSERT INTO entry (id, token, filler, v) VALUES (?, ?, ?, ?)",
        token,
        token,
        filler,
        new float[] {token, 1, 2});
    update(
        connection,
        "INSERT INTO entry$properties (entity_id, name, value) VALUES (entity_id('entry', ?), 'mark', ?)",
        token,
        Long.toString(token));
    update(
        connection,
        "INSERT INTO entry$edges (source_id, edge_type, target_id)"
            + " VALUES (entity_id('entry', ?), 'self', entity_id('entry', ?))",
        token,
        token);
    if (token % 3 == 0) {
      update(connection, "INSERT INTO other.mirror (token) VALUES (?)", token);
    }
    long old = token - KEPT;
    if (token % 5 == 0 && old > 0 && old % 3 != 0) {
      update(connection, "UPDATE entry SET filler = 'updated' WHERE id = ?", old);
    }
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /** One line at once: lines of several threads never mix, and none is lost in a buffer. */
  private static synchronized void print(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    PrintStream out = System.out;
    out.write(bytes, 0, bytes.length);
    out.flush();
  }
}
