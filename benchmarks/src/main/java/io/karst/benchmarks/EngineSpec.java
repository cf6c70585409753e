package io.karst.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A database of the comparison: on disk, in this process, with the settings under which a commit
 * that returned survives a crash of the machine, as far as the engine offers that.
 */
enum EngineSpec {
  /** Default settings: {@code durability = sync} with group commit. */
  KARST("jdbc:karst:%s/db", ""),
  /** {@code WRITE_DELAY=0} writes at each commit; H2 has no setting that also forces the disk. */
  H2("jdbc:h2:file:%s/db;WRITE_DELAY=0", ""),
  /** Write-ahead log, forced at every commit. */
  SQLITE(
      "jdbc:sqlite:%s/db",
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;"
          + " PRAGMA cache_size=-65536"),
  /** Default settings. */
  DUCKDB("jdbc:duckdb:%s/db", "");

  private final String urlPattern;
  private final String settings;

  EngineSpec(String urlPattern, String settings) {
    this.urlPattern = urlPattern;
    this.settings = settings;
  }

  /** A new connection to the database in {@code directory}, with this engine's settings. */
  Connection connect(Path directory) throws SQLException {
    String url = String.format(urlPattern, directory);
    Connection connection = DriverManager.getConnection(url, new Properties());
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings.split(";", -1)) {
        if (!setting.isBlank()) {
          statement.execute(setting.strip());
        }
      }
    }
    return connection;
  }

  /** Insert or replace of one order; the parameters are those of the insert. */
  String upsert() {
    if (this == H2) {
      return "MERGE INTO orders (id, customer_id, ts, amount, note) KEY (id) VALUES (?, ?, ?, ?, ?)";
    }
    return Orders.INSERT + " ON CONFLICT (id) DO UPDATE SET note = excluded.note";
  }

  /** Whether an error says that a concurrent transaction was in the way, so that one retries. */
  static boolean isConflict(SQLException e) {
    String message = String.valueOf(e.getMessage());
    return "40001".equals(e.getSQLState())
        || "40P01".equals(e.getSQLState())
        || message.contains("SQLITE_BUSY")
        || message.contains("onflict on");
  }
}
