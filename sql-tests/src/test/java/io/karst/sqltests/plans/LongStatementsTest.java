package io.karst.sqltests.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sqltests.oracle.KarstDatabase;
import io.karst.sqltests.oracle.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements as programs write them: long lists, long conditions, deep expressions. */
@Timeout(120)
class LongStatementsTest {
  private static TestDatabase database;
  private static Connection connection;

  @BeforeAll
  static void open() throws SQLException {
    database = KarstDatabase.inMemory();
    connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INT PRIMARY KEY, a INT, b TEXT, d DATE)");
      statement.execute(
          "INSERT INTO t SELECT i, i % 100, 'n' || i % 100, DATE '2020-01-01' + i % 100"
              + " FROM generate_series(0, 999) g(i)");
      statement.execute("INSERT INTO t (id) VALUES (1000)");
    }
  }

  @AfterAll
  static void close() throws SQLException {
    if (database != null) {
      connection.close();
      database.close();
    }
  }

  private static String list(String separator, int count, IntFunction<String> element) {
    StringJoiner joined = new StringJoiner(separator);
    for (int i = 0; i < count; i++) {
      joined.add(element.apply(i));
    }
    return joined.toString();
  }

  private static long answer(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static long count(String condition) throws SQLException {
    return answer("SELECT count(*) FROM t WHERE " + condition);
  }

  private static void assertTooComplex(String sql) {
    assertThatThrownBy(() -> answer(sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("54000"));
  }

  @Test
  void longInLists() throws SQLException {
    String thirds = list(", ", 10_000, i -> Integer.toString(3 * i));
    assertThat(count("id IN (" + thirds + ")")).isEqualTo(334);
    assertThat(count("a IN (" + thirds + ")")).isEqualTo(340);
    assertThat(count("a NOT IN (" + thirds + ")")).isEqualTo(660);
    assertThat(count("a + 1 IN (" + thirds + ")")).isEqualTo(330);
    assertThat(count("a NOT IN (" + thirds + ", NULL)")).isZero();
    assertThat(count("b IN (" + list(", ", 10_000, i -> "'n" + 3 * i + "'") + ")")).isEqualTo(340);
    assertThat(count("(a, b) IN (" + list(", ", 5_000, i -> "(" + i + ", 'n" + i + "')") + ")"))
        .isEqualTo(1000);
    assertThat(
            count("d IN (" + list(", ", 300, i -> "DATE '2020-01-01' + " + 2 * i) + ") OR a = 1"))
        .isEqualTo(510);
  }

  @Test
  void manyConditions() throws SQLException {
    assertThat(count(list(" AND ", 500, i -> "a <> " + (90 + i)))).isEqualTo(900);
    assertThat(count(list(" OR ", 500, i -> "a = " + 2 * i))).isEqualTo(500);
    assertThat(count(list(" OR ", 500, i -> "b = 'n" + 2 * i + "'"))).isEqualTo(500);
    assertThat(count(list(" AND ", 500, i -> "b <> 'n" + (90 + i) + "'"))).isEqualTo(900);
    assertThat(count("NOT (" + list(" OR ", 500, i -> "a = " + 2 * i) + ")")).isEqualTo(500);
    assertThat(count(list(" AND ", 300, i -> "a + " + i + " < id + 10000"))).isEqualTo(1000);
    assertThat(count(list(" OR ", 300, i -> "(a = " + i + " AND b = 'n" + i + "')")))
        .isEqualTo(1000);
    assertThat(count(list(" OR ", 300, i -> "b LIKE '%n" + i + "%' AND id < 5"))).isEqualTo(5);
  }

  @Test
  void comparisonsWithConstantsKeepTheRulesOfNull() throws SQLException {
    String some = list(" OR ", 70, i -> "a = " + i);
    assertThat(count("(" + some + ") IS NULL")).isEqualTo(1);
    assertThat(count("(" + some + ") IS NOT TRUE")).isEqualTo(301);
    assertThat(count("a > 5 AND a < 3 AND " + list(" AND ", 70, i -> "a <> " + i))).isZero();
  }

  @Test
  void longValues() throws SQLException {
    assertThat(
            answer(
                "SELECT count(DISTINCT x) + count(y) FROM (VALUES "
                    + list(", ", 10_000, i -> "(" + i + ", 'a" + i + "')")
                    + ") v(x, y)"))
        .isEqualTo(20_000);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE many (id INT PRIMARY KEY, name TEXT)");
      String rows = list(", ", 60_000, i -> "(" + i + ", 'text of row number " + i + "')");
      assertThat(rows.length()).isGreaterThan(2_000_000);
      assertThat(statement.executeUpdate("INSERT INTO many VALUES " + rows)).isEqualTo(60_000);
    }
  }

  @Test
  void deepExpressions() throws SQLException {
    assertThat(answer("SELECT " + list(" + ", 600, i -> "1"))).isEqualTo(600);
    assertThat(answer("SELECT " + "(".repeat(2_000) + "7" + ")".repeat(2_000))).isEqualTo(7);
    assertThat(
            answer(
                "SELECT " + "abs(".repeat(300) + "id" + ")".repeat(300) + " FROM t WHERE id = 3"))
        .isEqualTo(3);
    assertTooComplex("SELECT " + list(" + ", 300_000, i -> "1"));
    assertTooComplex("SELECT " + "- ".repeat(20_000) + "1");
    assertThat(answer("SELECT 1")).isEqualTo(1);
  }

  @Test
  void thousandColumns() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE wide (" + list(", ", 1_000, i -> "c" + i + " INT") + ")");
      statement.execute("INSERT INTO wide VALUES (" + list(", ", 1_000, String::valueOf) + ")");
      try (ResultSet rows = statement.executeQuery("SELECT * FROM wide WHERE c5 + 1 = 6")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1_000)).isEqualTo(999);
      }
      String sets = list(", ", 1_000, i -> "c" + i + " = c" + i + " + 1");
      assertThat(statement.executeUpdate("UPDATE wide SET " + sets)).isEqualTo(1);
    }
    assertThat(answer("SELECT c999 FROM wide ORDER BY c3, c4")).isEqualTo(1_000);
  }
}
