package io.karst.sqltests.oracle;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;

/** Engines a test class runs on: Karst in both forms, and PostgreSQL to judge the test itself. */
public enum Engine {
  KARST_MEMORY,
  KARST_DISK,
  POSTGRESQL;

  /** A fresh database; skips the calling test where the engine is not installed. */
  public TestDatabase open(Path directory) throws SQLException {
    if (this == POSTGRESQL) {
      Assumptions.assumeTrue(PostgresServer.find().isPresent(), "PostgreSQL is not installed");
      return PostgresServer.find().orElseThrow().createDatabase();
    }
    return this == KARST_MEMORY ? KarstDatabase.inMemory() : KarstDatabase.onDisk(directory);
  }

  /** Whether this is Karst. */
  public boolean isKarst() {
    return this != POSTGRESQL;
  }
}
