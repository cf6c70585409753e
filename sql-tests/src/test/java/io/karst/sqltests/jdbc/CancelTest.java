package io.karst.sqltests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that would run for hours end when they are cancelled, wherever they are. */
@ParameterizedClass
@EnumSource(
    value = Engine.class,
    names = {"KARST_MEMORY", "KARST_DISK"})
class CancelTest {
  private static final long PAUSE_NANOS = 10_000_000;
  private static final int COPY_LINES = 2_000_000;

  @TempDir static Path directory;

  @Parameter private Engine engine;
  private TestDatabase database;
  private Connection connection;
  private Connection other;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    database = engine.open(directory);
    connection = database.connect();
    statement = connection.createStatement();
    statement.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, n INT)");
    statement.execute("INSERT INTO t SELECT g, g % 10 FROM generate_series(1, 1000) AS g");
    statement.execute("CREATE TABLE u (id BIGINT)");
    other = database.connect();
    other.setAutoCommit(false);
    try (Statement change = other.createStatement()) {
      change.execute("UPDATE t SET n = 1 WHERE id = 7");
    }
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      other.close();
      connection.close();
      database.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM SERIES",
        "SELECT x FROM SERIES WHERE x < 0",
        "SELECT x FROM SERIES ORDER BY -x LIMIT 3",
        "SELECT x FROM SERIES INTERSECT SELECT x FROM SERIES",
        "SELECT x % 10, count(*) FROM SERIES GROUP BY 1",
        "SELECT count(*) FROM BIG a(x) JOIN BIG b(y) ON a.x % 1 = b.y % 1 AND a.x + b.y < 0",
        "SELECT count(*) FROM BIG a(x) FULL JOIN BIG b(y) ON a.x + b.y < 0",
        "SELECT count(*) FROM t a, t b, t c, t d WHERE a.n + b.n + c.n + d.n < 0",
        "SELECT sum(x) OVER (ORDER BY x ROWS BETWEEN 50000 PRECEDING AND 50000 FOLLOWING)"
            + " FROM BIG AS g(x)",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT count(*) FROM r",
        "SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM SERIES WHERE x = -t.id)",
        "INSERT INTO u SELECT x FROM SERIES",
        "UPDATE t SET n = (SELECT count(*) FROM SERIES) WHERE id > 100",
        "COPY (SELECT x FROM SERIES) TO 'OUT'",
        "COPY u FROM 'IN'",
        "UPDATE t SET n = 2 WHERE id = 7",
        "SELECT * FROM t WHERE id = 7 FOR UPDATE",
        "EXPLAIN ANALYZE SELECT count(*) FROM SERIES"
      })
  void endsAndTheConnectionGoesOn(String pattern) throws SQLException, IOException {
    String sql = fillIn(pattern);
    assertThat(cancelled(sql).getSQLState()).isEqualTo("57014");
    assertThat(rows("t")).isEqualTo(1000);
    assertThat(rows("u")).isZero();
    connection.setAutoCommit(false);
    statement.execute("INSERT INTO u VALUES (1)");
    assertThat(cancelled(sql).getSQLState()).isEqualTo("57014");
    assertThat(catchThrowableOfType(SQLException.class, () -> rows("u")).getSQLState())
        .isEqualTo("25P02");
    connection.rollback();
    assertThat(rows("u")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM SERIES",
        "UPDATE t SET n = 2 WHERE id = 7",
        "SELECT count(*) FROM BIG a(x), BIG b(y) WHERE a.x + b.y < 0"
      })
  void endsByTimeout(String pattern) throws SQLException, IOException {
    String sql = fillIn(pattern);
    try (Statement limited = connection.createStatement()) {
      limited.setQueryTimeout(1);
      SQLException timeout = catchThrowableOfType(SQLException.class, () -> drain(limited, sql));
      assertThat((Object) timeout).isInstanceOf(SQLTimeoutException.class);
      assertThat(timeout.getSQLState()).isEqualTo("57014");
    }
    assertThat(rows("t")).isEqualTo(1000);
  }

  private static String fillIn(String pattern) throws IOException {
    String sql = pattern.replace("SERIES", "generate_series(1, 100000000000) AS g(x)");
    sql = sql.replace("BIG", "generate_series(1, 100000)");
    if (sql.contains("'IN'")) {
      Path input = directory.resolve("in.csv");
      try (Writer writer = Files.newBufferedWriter(input)) {
        for (int i = 0; i < COPY_LINES; i++) {
          writer.write(i + "\n");
        }
      }
      sql = sql.replace("'IN'", "'" + input + "'");
    }
    return sql.replace("'OUT'", "'" + directory.resolve("out.csv") + "'");
  }

  /** Runs a statement that another thread cancels until it ends. */
  private SQLException cancelled(String sql) throws SQLException {
    AtomicBoolean ended = new AtomicBoolean();
    try (Statement running = connection.createStatement()) {
      CompletableFuture<Void> canceller =
          CompletableFuture.runAsync(
              () -> {
                while (!ended.get()) {
                  LockSupport.parkNanos(PAUSE_NANOS);
                  cancel(running);
                }
              });
      SQLException failure = catchThrowableOfType(SQLException.class, () -> drain(running, sql));
      ended.set(true);
      canceller.join();
      return failure;
    }
  }

  private static void cancel(Statement running) {
    try {
      running.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void drain(Statement running, String sql) throws SQLException {
    if (running.execute(sql)) {
      try (ResultSet rows = running.getResultSet()) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
    }
  }

  private long rows(String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
