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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** jsonb beside parameters. */
@ParameterizedClass
@EnumSource(Engine.class)
class JdbcJsonTest {
  @TempDir static Path directory;

  @Parameter private Engine engine;
  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = engine.open(directory);
    connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE j (id INT PRIMARY KEY, b JSONB)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO j VALUES (1, ?::jsonb)")) {
      insert.setString(1, "{\"b\":1,\"a\":[1,2],\"b\":2}");
      insert.executeUpdate();
    }
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      connection.close();
      database.close();
    }
  }

  private boolean found(String condition, String parameter) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id FROM j WHERE " + condition)) {
      query.setString(1, parameter);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Test
  void valuesHaveOneForm() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT b FROM j")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("{\"a\": [1, 2], \"b\": 2}");
      assertThat(row.getMetaData().getColumnTypeName(1)).isEqualTo("jsonb");
    }
  }

  @Test
  void doubledQuestionMarksAreOperators() throws SQLException {
    assertThat(found("b ?? ?", "a")).isTrue();
    assertThat(found("b ?? ?", "c")).isFalse();
    assertThat(found("b ??| ARRAY[?, 'z']", "a")).isTrue();
    assertThat(found("b ??& ARRAY[?, 'z']", "a")).isFalse();
  }

  @Test
  void parametersAreReadAsJson() throws SQLException {
    assertThat(found("b = ?::jsonb", "{\"b\":2, \"a\":[1,2]}")).isTrue();
    assertThat(found("b @> ?::jsonb", "{\"a\":[2]}")).isTrue();
    assertThat(found("b @> ?::jsonb", "{\"a\":[3]}")).isFalse();
  }
}
