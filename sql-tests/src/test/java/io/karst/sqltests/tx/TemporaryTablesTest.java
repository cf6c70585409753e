package io.karst.sqltests.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Temporary tables and views of several sessions. */
class TemporaryTablesTest {
  @TempDir static Path directory;

  @ParameterizedTest
  @EnumSource(Engine.class)
  void eachSessionHasItsOwn(Engine engine) throws SQLException {
    try (TestDatabase database = engine.open(directory);
        Connection second = database.connect();
        Statement two = second.createStatement()) {
      try (Connection first = database.connect();
          Statement one = first.createStatement()) {
        one.execute("CREATE TABLE t (a INT)");
        one.execute("INSERT INTO t VALUES (0)");
        assertThat(number(two, "SELECT a FROM t")).isZero();
        one.execute("CREATE TEMP TABLE t (a INT PRIMARY KEY)");
        one.execute("INSERT INTO t VALUES (1)");
        assertThat(number(one, "SELECT a FROM t")).isEqualTo(1);
        assertThat(number(two, "SELECT a FROM t")).isZero();
        two.execute("CREATE TEMP TABLE t (a INT PRIMARY KEY)");
        two.execute("INSERT INTO t VALUES (2)");
        assertThat(number(one, "SELECT a FROM t")).isEqualTo(1);
        second.setAutoCommit(false);
        assertThat(number(two, "SELECT a FROM t")).isEqualTo(2);
      }
      // The end of one session does not disturb the open transaction of another.
      assertThat(number(two, "SELECT a FROM public.t")).isZero();
      two.execute("INSERT INTO public.t VALUES (5)");
      two.execute("INSERT INTO t VALUES (6)");
      second.commit();
      assertThat(number(two, "SELECT count(*) FROM t")).isEqualTo(2);
      assertThat(number(two, "SELECT count(*) FROM public.t")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theyAreGoneWithTheirSession(Engine engine) throws SQLException {
    try (TestDatabase database = engine.open(directory);
        Connection keeper = database.connect();
        Statement after = keeper.createStatement()) {
      try (Connection session = database.connect();
          Statement statement = session.createStatement()) {
        statement.execute("CREATE TEMP TABLE gone AS SELECT 1 AS a");
        assertThat(number(statement, "SELECT a FROM gone")).isEqualTo(1);
        statement.execute("CREATE TEMP VIEW gone_view AS SELECT a + 1 AS b FROM gone");
        assertThat(number(statement, "SELECT b FROM gone_view")).isEqualTo(2);
        assertState(after, "SELECT a FROM gone");
        assertState(after, "SELECT b FROM gone_view");
      }
      assertState(after, "SELECT a FROM gone");
      assertState(after, "SELECT b FROM gone_view");
    }
  }

  private static void assertState(Statement statement, String sql) {
    assertThatThrownBy(() -> number(statement, sql))
        .isInstanceOf(SQLException.class)
        .extracting(error -> ((SQLException) error).getSQLState())
        .isEqualTo("42P01");
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }
}
