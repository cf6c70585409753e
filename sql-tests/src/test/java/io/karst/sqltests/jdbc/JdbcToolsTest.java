package io.karst.sqltests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What object-relational mappers, pools and templates send. */
class JdbcToolsTest {
  @TempDir static Path directory;

  private TestDatabase database;
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    database = Engine.KARST_MEMORY.open(directory);
    connection = database.connect();
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT coalesce(?, 5) | int4",
        "SELECT CASE WHEN 1 = 2 THEN ? ELSE 4.5 END | numeric",
        "SELECT nullif(?, 1) + 2 | int4",
        "SELECT g FROM generate_series(1, 3) AS g ORDER BY g * ? | int8",
        "SELECT g FROM generate_series(1, ?) AS g | int4",
        "SELECT greatest(?, 4) | int4",
        "SELECT substring('abc' from ?) | int4",
        "SELECT date_trunc('day', ?) | timestamp",
        "SELECT current_date + ? | int4",
        "SELECT upper(?) | text"
      })
  void parametersGetTheTypeOfTheirPlace(String sql, String type) throws SQLException {
    String shown = type.equals("int4") ? "integer" : type.equals("int8") ? "bigint" : type;
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      assertThat(query.getParameterMetaData().getParameterCount()).isEqualTo(1);
      assertThat(query.getParameterMetaData().getParameterTypeName(1)).isEqualTo(shown);
      query.setNull(1, Types.NULL);
      try (ResultSet rows = query.executeQuery()) {
        assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
      }
    }
  }

  @Test
  void statementsOfAnObjectMapper() throws SQLException {
    statement.execute("create sequence s start with 1 increment by 50");
    statement.execute(
        "create table h (id bigint not null, version integer, name varchar(255),"
            + " amount numeric(38,2), created timestamp(6) with time zone, uid uuid,"
            + " primary key (id))");
    statement.execute("alter table if exists h add constraint hu unique (name)");
    try (ResultSet next = statement.executeQuery("select next value for s")) {
      assertThat(next.next()).isTrue();
      assertThat(next.getLong(1)).isEqualTo(1);
    }
    String insert = "insert into h (amount,created,name,uid,version,id) values (?,?,?,?,?,?)";
    try (PreparedStatement prepared = connection.prepareStatement(insert)) {
      prepared.setBigDecimal(1, new BigDecimal("1.5"));
      prepared.setObject(2, Instant.EPOCH, Types.TIMESTAMP_WITH_TIMEZONE);
      prepared.setString(3, "n");
      prepared.setObject(4, new UUID(1, 2));
      prepared.setInt(5, 0);
      prepared.setLong(6, 1);
      prepared.addBatch();
      assertThat(prepared.executeBatch()).containsExactly(1);
    }
    String query =
        "select h1_0.id from h h1_0 where lower(h1_0.name) like ? escape ''"
            + " order by h1_0.id offset ? rows fetch first ? rows only";
    try (PreparedStatement prepared = connection.prepareStatement(query)) {
      prepared.setString(1, "n%");
      prepared.setInt(2, 0);
      prepared.setInt(3, 10);
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void commonFunctionEscapes() throws SQLException {
    String day = "{ts '2020-01-02 00:00:00'}";
    try (ResultSet row =
        statement.executeQuery(
            "SELECT {fn timestampdiff(SQL_TSI_DAY, {ts '2020-01-01 00:00:00'}, "
                + day
                + ")}, {fn monthname({d '2020-01-02'})}, {fn year({d '2020-01-02'})}")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isEqualTo(1);
      assertThat(row.getString(2)).isEqualTo("January");
      assertThat(row.getInt(3)).isEqualTo(2020);
    }
  }

  @Test
  void textsWithParametersNeedAPreparedStatement() {
    assertThatThrownBy(() -> statement.execute("SELECT ?"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("1 parameters are needed, 0 given");
  }
}
