package io.karst.sqltests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CHAR(n): what a program reads finds its row again when it is a parameter. */
@ParameterizedClass
@EnumSource(Engine.class)
class JdbcCharacterTest {
  @TempDir static Path directory;

  @Parameter private Engine engine;
  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = engine.open(directory);
    connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE k (c CHAR(5) PRIMARY KEY, n INT, d CHAR(3), v VARCHAR(5))");
      statement.execute("CREATE INDEX k_d ON k (d)");
      statement.execute("INSERT INTO k VALUES ('a', 1, 'x', 'a'), ('b ', 2, 'y ', 'a    ')");
    }
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      connection.close();
      database.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c = ?",
        "? = c",
        "c IN (?, 'zz')",
        "c BETWEEN ? AND 'a'",
        "n > 0 AND c = ? OR lower(v) = 'x'",
        "c = (SELECT max(i.c) FROM k i WHERE i.c = ?)",
        "EXISTS (SELECT 1 FROM k i WHERE i.c = ? AND i.n = k.n)"
      })
  void valueReadFindsItsRow(String condition) throws SQLException {
    String read;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT c FROM k WHERE n = 1")) {
      row.next();
      read = row.getString(1);
    }
    assertThat(read).isEqualTo("a    ");
    assertThat(found(condition, read)).containsExactly(1);
    assertThat(found(condition, "a")).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"d = ?", "d = ? AND n = 1"})
  void indexedColumn(String condition) throws SQLException {
    assertThat(found(condition, "x  ")).containsExactly(1);
    assertThat(found(condition, "much longer")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE k SET n = n + 10 WHERE c = ?", "DELETE FROM k WHERE c = ?"})
  void changes(String sql) throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      change.setString(1, "b    ");
      assertThat(change.executeUpdate()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v = ?"})
  void blanksOfVarcharCount(String condition) throws SQLException {
    assertThat(found(condition, "a    ")).containsExactly(2);
    assertThat(found(condition, "a")).containsExactly(1);
  }

  private List<Integer> found(String condition, String parameter) throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT n FROM k WHERE " + condition)) {
      query.setString(1, parameter);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          numbers.add(rows.getInt(1));
        }
      }
    }
    return numbers;
  }
}
