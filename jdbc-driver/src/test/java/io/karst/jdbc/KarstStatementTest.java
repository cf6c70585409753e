package io.karst.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sql.GeneratedKeys;
import io.karst.sql.ResultColumn;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KarstStatementTest {
  private static final List<ResultColumn> NUMBERS =
      List.of(ResultColumn.computed("n", ColumnType.INTEGER));

  private final FakeSession session = new FakeSession();

  private Connection connect() throws SQLException {
    return new KarstConnection(
        session, ConnectionUrl.parse("jdbc:karst:mem:fake", new Properties()));
  }

  private static List<Object[]> numbers(Integer... values) {
    return Arrays.stream(values).map(value -> new Object[] {value}).toList();
  }

  @Test
  void streamsRowsAndClosesTheResultAtItsEnd() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1, null, 3));
    try (Statement statement = connect().createStatement();
        ResultSet rows = statement.executeQuery("SELECT n")) {
      assertThatThrownBy(() -> rows.getInt(1)).hasMessageContaining("next()");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("N")).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
      assertThat(rows.wasNull()).isTrue();
      assertThat(session.openResults).isEqualTo(1);
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
      assertThat(session.openResults).isZero();
    }
  }

  @Test
  void maxRowsEndsTheResult() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1, 2, 3));
    try (Statement statement = connect().createStatement()) {
      statement.setMaxRows(2);
      ResultSet rows = statement.executeQuery("SELECT n");
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isTrue();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void scrollsWhenAsked() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1, 2, 3));
    try (Statement statement =
        connect().createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
      ResultSet rows = statement.executeQuery("SELECT n");
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(3);
      assertThat(rows.isLast()).isTrue();
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
      assertThat(rows.absolute(-3)).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.relative(5)).isFalse();
      assertThat(rows.isAfterLast()).isTrue();
    }
  }

  @Test
  void walksTheOutcomesOfAScript() throws SQLException {
    session.count("INSERT 1", 7);
    session.rows("SELECT n", NUMBERS, numbers(1));
    try (Statement statement = connect().createStatement()) {
      assertThat(statement.execute("INSERT 1; SELECT n ; -- done;\n")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(7);
      assertThat(statement.getMoreResults()).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @Test
  void errorsKeepTheirStateClassAndPosition() throws SQLException {
    session.fails(
        "INSERT 1",
        new KarstException(ErrorCode.UNIQUE_VIOLATION, "duplicate key")
            .withDetail("Key (id)=(1) exists.")
            .withHint("Use ON CONFLICT."));
    session.fails("SELECT 1", new KarstException(ErrorCode.QUERY_CANCELED, "statement timeout"));
    try (Statement statement = connect().createStatement()) {
      assertThatThrownBy(() -> statement.execute("INSERT 1"))
          .isInstanceOf(SQLIntegrityConstraintViolationException.class)
          .hasMessage("duplicate key\n  Detail: Key (id)=(1) exists.\n  Hint: Use ON CONFLICT.")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("23505");
      assertThatThrownBy(() -> statement.executeQuery("SELECT 1"))
          .isInstanceOf(SQLTimeoutException.class);
      assertThatThrownBy(() -> statement.execute("INSERT 2; \n  nonsense"))
          .isInstanceOf(SQLSyntaxErrorException.class);
    }
  }

  @Test
  void positionInAScriptCountsFromItsBeginning() throws SQLException {
    session.count("INSERT 1", 1);
    try (Statement statement = connect().createStatement()) {
      assertThatThrownBy(() -> statement.execute("INSERT 1;\n  nonsense"))
          .hasMessageEndingWith("Position: line 2, column 5");
    }
  }

  @Test
  void queriesAndChangesAreNotMixedUp() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1));
    session.count("DELETE 1", 1);
    try (Statement statement = connect().createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate("SELECT n"))
          .hasMessageContaining("returns rows");
      assertThatThrownBy(() -> statement.executeQuery("DELETE 1"))
          .hasMessageContaining("returns no rows");
      assertThat(session.log).doesNotContain("SELECT n", "DELETE 1");
    }
  }

  @Test
  void unsetParameterIsNamed() throws SQLException {
    session.parameterCount = 2;
    session.count("INSERT ?", 1);
    try (PreparedStatement statement = connect().prepareStatement("INSERT ?")) {
      statement.setInt(1, 5);
      assertThatThrownBy(statement::executeUpdate)
          .hasMessage("no value was set for parameter 2 of 2");
      statement.setNull(2, Types.INTEGER);
      assertThat(statement.executeUpdate()).isEqualTo(1);
      assertThat(session.lastParameters).containsExactly(5, null);
      assertThatThrownBy(() -> statement.setInt(3, 1)).hasMessageContaining("no parameter 3");
    }
  }

  @Test
  void settersGiveFewClassesToTheSession() throws Exception {
    session.parameterCount = 8;
    session.count("INSERT ?", 1);
    LocalDateTime moment = LocalDateTime.of(2024, 2, 29, 13, 5, 0, 250_000_000);
    try (PreparedStatement statement = connect().prepareStatement("INSERT ?")) {
      statement.setTimestamp(1, Timestamp.valueOf(moment));
      statement.setObject(2, java.sql.Date.valueOf("2024-02-29"));
      statement.setObject(3, "12.345", Types.NUMERIC, 2);
      statement.setObject(4, 7L, Types.VARCHAR);
      statement.setBinaryStream(5, new java.io.ByteArrayInputStream(new byte[] {1, 2}));
      statement.setCharacterStream(6, new java.io.StringReader("text"), 3);
      statement.setArray(7, statement.getConnection().createArrayOf("integer", new Object[] {1}));
      statement.setObject(8, java.math.BigInteger.TEN);
      statement.executeUpdate();
    }
    assertThat(session.lastParameters)
        .containsExactly(
            moment,
            LocalDate.of(2024, 2, 29),
            new BigDecimal("12.35"),
            "7",
            new byte[] {1, 2},
            "tex",
            List.of(1),
            BigDecimal.TEN);
  }

  @Test
  void batchFailureCarriesCounts() throws SQLException {
    session.parameterCount = 1;
    session.count("INSERT ?", 1);
    try (PreparedStatement statement = connect().prepareStatement("INSERT ?")) {
      for (String value : List.of("a", "b", "bad", "c")) {
        statement.setString(1, value);
        statement.addBatch();
      }
      assertThatThrownBy(statement::executeBatch)
          .isInstanceOfSatisfying(
              BatchUpdateException.class,
              e -> {
                assertThat(e.getUpdateCounts()).containsExactly(1, 1);
                assertThat(e.getSQLState()).isEqualTo("23505");
                assertThat(e.getCause())
                    .isInstanceOf(SQLIntegrityConstraintViolationException.class);
              });
    }
  }

  @Test
  void generatedKeysAreChosenByNameOrPosition() throws SQLException {
    List<ResultColumn> columns =
        List.of(
            ResultColumn.computed("id", ColumnType.BIGINT),
            ResultColumn.computed("name", ColumnType.TEXT));
    GeneratedKeys keys =
        new GeneratedKeys(
            columns, List.of(0), Collections.singletonList(new Object[] {42L, "Ada"}));
    session.answers.put("INSERT 1", new FakeSession.Answer(List.of(), List.of(), 1, keys, null));
    try (Statement statement = connect().createStatement()) {
      statement.executeUpdate("INSERT 1", Statement.RETURN_GENERATED_KEYS);
      ResultSet generated = statement.getGeneratedKeys();
      assertThat(generated.next()).isTrue();
      assertThat(generated.getInt(1)).isEqualTo(42);
      assertThat(generated.getMetaData().getColumnCount()).isEqualTo(1);
      statement.executeUpdate("INSERT 1", new String[] {"NAME"});
      generated = statement.getGeneratedKeys();
      assertThat(generated.next()).isTrue();
      assertThat(generated.getString("name")).isEqualTo("Ada");
      statement.executeUpdate("INSERT 1");
      assertThat(statement.getGeneratedKeys().next()).isFalse();
    }
  }

  @Test
  void queryTimeoutHoldsForOneExecution() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1));
    try (Statement statement = connect().createStatement()) {
      statement.setQueryTimeout(3);
      statement.executeQuery("SELECT n");
      assertThat(session.log).containsExactly("timeout 3000", "SELECT n", "timeout 0");
    }
  }

  @Test
  void closingTheConnectionClosesEverything() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1));
    Connection connection = connect();
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("SELECT n");
    connection.close();
    connection.close();
    assertThat(rows.isClosed() && statement.isClosed() && connection.isClosed()).isTrue();
    assertThat(session.openResults).isZero();
    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(connection::createStatement)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("08003");
  }

  @Test
  void closeOnCompletionClosesTheStatement() throws SQLException {
    session.rows("SELECT n", NUMBERS, numbers(1));
    Statement statement = connect().createStatement();
    statement.closeOnCompletion();
    ResultSet rows = statement.executeQuery("SELECT n");
    rows.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void valuesOfEveryTypeComeAsTheUsualClasses() throws SQLException {
    ColumnType micros = new ColumnType(TypeKind.TIMESTAMP, 6, 0, null);
    List<ResultColumn> columns =
        List.of(
            ResultColumn.computed("ts", micros),
            ResultColumn.computed("d", ColumnType.DATE),
            ResultColumn.computed("v", ColumnType.vector(2)),
            ResultColumn.computed("a", ColumnType.array(ColumnType.INTEGER)),
            ResultColumn.computed("s", ColumnType.TEXT),
            ResultColumn.computed("z", ColumnType.TIMESTAMPTZ),
            ResultColumn.computed("x", ColumnType.BIGINT));
    Object[] row = {
      1_709_211_900_250_001L,
      19_782,
      new float[] {1, 0.5f},
      new Object[] {1, null},
      "12",
      0L,
      3_000_000_000L
    };
    session.rows("SELECT all", columns, Collections.singletonList(row));
    try (ResultSet rows = connect().createStatement().executeQuery("SELECT all")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("2024-02-29 13:05:00.250001");
      assertThat(rows.getObject(1, LocalDateTime.class))
          .isEqualTo(LocalDateTime.of(2024, 2, 29, 13, 5, 0, 250_001_000));
      assertThat(rows.getObject(2)).isEqualTo(java.sql.Date.valueOf("2024-02-29"));
      assertThat(rows.getTimestamp(2)).isEqualTo(Timestamp.valueOf("2024-02-29 00:00:00"));
      assertThat((float[]) rows.getObject(3)).containsExactly(1, 0.5f);
      assertThat(rows.getString(3)).isEqualTo("[1,0.5]");
      assertThat((Object[]) rows.getArray(4).getArray()).containsExactly(1, null);
      assertThat(rows.getInt(5)).isEqualTo(12);
      assertThat(rows.getObject(6)).isEqualTo(OffsetDateTime.parse("1970-01-01T00:00Z"));
      assertThatThrownBy(() -> rows.getInt(7)).hasMessageContaining("out of range");
      assertThatThrownBy(() -> rows.getDate(7)).hasMessageContaining("cannot convert");
    }
  }
}
