package io.karst.sqltests.tx;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A domain changes while others write rows of it: no row escapes the new condition. */
class DomainChangesTest {
  private static final String CHANGE = "ALTER DOMAIN positive ADD CHECK (VALUE > 0)";

  @TempDir static Path directory;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aChangeWaitsForRowsThatAreNotCommitted(Engine engine) throws Exception {
    try (TestDatabase database = engine.open(directory);
        Connection first = database.connect();
        Statement writer = first.createStatement();
        Connection second = database.connect();
        Statement changer = second.createStatement()) {
      create(writer);
      first.setAutoCommit(false);
      writer.execute("INSERT INTO t VALUES (0)");
      CompletableFuture<String> changed = later(changer, CHANGE);
      writer.execute("INSERT INTO t VALUES (-1)");
      first.commit();
      assertThat(changed.get(1, TimeUnit.MINUTES)).isEqualTo("23514");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsThatWaitMeetTheNewCondition(Engine engine) throws Exception {
    try (TestDatabase database = engine.open(directory);
        Connection first = database.connect();
        Statement changer = first.createStatement();
        Connection second = database.connect();
        Statement writer = second.createStatement()) {
      create(changer);
      first.setAutoCommit(false);
      changer.execute(CHANGE);
      CompletableFuture<String> written = later(writer, "INSERT INTO t VALUES (0)");
      changer.execute("INSERT INTO t VALUES (1)");
      first.commit();
      assertThat(written.get(1, TimeUnit.MINUTES)).isEqualTo("23514");
    }
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute("CREATE DOMAIN positive AS INT");
    statement.execute("CREATE TABLE t (a positive)");
  }

  /** Runs a statement in a thread of its own; gives the SQLSTATE, or "ok". */
  private static CompletableFuture<String> later(Statement statement, String sql) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            statement.execute(sql);
            return "ok";
          } catch (SQLException e) {
            return e.getSQLState();
          }
        });
  }
}
