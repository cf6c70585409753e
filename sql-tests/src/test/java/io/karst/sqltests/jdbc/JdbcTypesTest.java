package io.karst.sqltests.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.sqltests.oracle.Engine;
import io.karst.sqltests.oracle.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every type through parameters, columns and getters. */
@ParameterizedClass
@EnumSource(Engine.class)
class JdbcTypesTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2024, 2, 29, 13, 45, 1, 250_000_000);
  private static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

  @TempDir static Path directory;

  @Parameter private Engine engine;
  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = engine.open(directory);
    connection = database.connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE v (id INT PRIMARY KEY, b BOOLEAN, i2 SMALLINT, i4 INTEGER, i8 BIGINT, r REAL,"
              + " d DOUBLE PRECISION, n NUMERIC(20,4), t TEXT, vc VARCHAR(20), by BYTEA, da DATE,"
              + " ti TIME, ts TIMESTAMP, tz TIMESTAMP WITH TIME ZONE, u UUID, a INTEGER ARRAY)");
    }
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      connection.close();
      database.close();
    }
  }

  /** Stores a value by {@code setObject} and hands its row to the check. */
  private void roundTrip(String column, Object value, Check check) throws SQLException {
    write(column, (statement, index) -> statement.setObject(index, value));
    read(column, check);
  }

  private void write(String column, Setter setter) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM v");
    }
    String sql = "INSERT INTO v (id, " + column + ") VALUES (1, ?)";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      setter.set(insert, 1);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  private void read(String column, Check check) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + column + " FROM v")) {
      assertThat(row.next()).isTrue();
      check.accept(row);
    }
  }

  /** Sets one parameter. */
  private interface Setter {
    void set(PreparedStatement statement, int index) throws SQLException;
  }

  /** Looks at the first column of a row. */
  private interface Check {
    void accept(ResultSet row) throws SQLException;
  }

  @Test
  void integers() throws SQLException {
    roundTrip(
        "i4",
        42,
        row -> {
          assertThat(row.getInt(1)).isEqualTo(42);
          assertThat(row.getLong(1)).isEqualTo(42);
          assertThat(row.getShort(1)).isEqualTo((short) 42);
          assertThat(row.getByte(1)).isEqualTo((byte) 42);
          assertThat(row.getDouble(1)).isEqualTo(42);
          assertThat(row.getString(1)).isEqualTo("42");
          assertThat(row.getBigDecimal(1)).isEqualByComparingTo("42");
          assertThat(row.getObject(1)).isEqualTo(42);
          assertThat(row.getObject(1, Integer.class)).isEqualTo(42);
          if (engine.isKarst()) {
            assertThat(row.getObject(1, String.class)).isEqualTo("42");
            assertThat(row.getObject(1, Long.class)).isEqualTo(42L);
          }
        });
    roundTrip("i8", Long.MIN_VALUE, row -> assertThat(row.getObject(1)).isEqualTo(Long.MIN_VALUE));
    roundTrip("i8", 5, row -> assertThat(row.getLong(1)).isEqualTo(5));
    roundTrip("i2", (short) -3, row -> assertThat(row.getShort(1)).isEqualTo((short) -3));
    roundTrip(
        "i8",
        Long.MAX_VALUE,
        row -> assertThatThrownBy(() -> row.getInt(1)).isInstanceOf(SQLException.class));
  }

  @Test
  void fractions() throws SQLException {
    roundTrip("d", 1.5, row -> assertThat(row.getObject(1)).isEqualTo(1.5));
    roundTrip("d", 0.1, row -> assertThat(row.getString(1)).isEqualTo("0.1"));
    roundTrip("r", 2.5f, row -> assertThat(row.getFloat(1)).isEqualTo(2.5f));
    roundTrip(
        "n",
        new BigDecimal("12.3400"),
        row -> {
          assertThat(row.getBigDecimal(1)).isEqualTo("12.3400");
          assertThat(row.getObject(1)).isEqualTo(new BigDecimal("12.3400"));
          assertThat(row.getDouble(1)).isEqualTo(12.34);
          assertThat(row.getString(1)).isEqualTo("12.3400");
        });
    write("n", (statement, index) -> statement.setDouble(index, 0.5));
    read("n", row -> assertThat(row.getBigDecimal(1)).isEqualByComparingTo("0.5"));
  }

  @Test
  void booleansAndText() throws SQLException {
    roundTrip(
        "b",
        true,
        row -> {
          assertThat(row.getBoolean(1)).isTrue();
          assertThat(row.getObject(1)).isEqualTo(true);
          assertThat(row.getObject(1, Boolean.class)).isTrue();
        });
    roundTrip("t", "grün\n'x'", row -> assertThat(row.getString(1)).isEqualTo("grün\n'x'"));
    roundTrip("vc", "", row -> assertThat(row.getObject(1)).isEqualTo(""));
    write("t", (statement, index) -> statement.setCharacterStream(index, new StringReader("long")));
    read("t", row -> assertThat(row.getString(1)).isEqualTo("long"));
    write("t", (statement, index) -> statement.setObject(index, "x", Types.VARCHAR));
    read("t", row -> assertThat(row.getString(1)).isEqualTo("x"));
  }

  @Test
  void bytes() throws SQLException {
    byte[] bytes = {0, 1, -1, 127};
    write("by", (statement, index) -> statement.setBytes(index, bytes));
    read("by", row -> assertThat(row.getBytes(1)).isEqualTo(bytes));
    write(
        "by",
        (statement, index) ->
            statement.setBinaryStream(index, new ByteArrayInputStream(bytes), bytes.length));
    read("by", row -> assertThat(row.getBinaryStream(1)).hasBinaryContent(bytes));
    roundTrip("by", bytes, row -> assertThat(row.getObject(1)).isEqualTo(bytes));
  }

  @Test
  void javaTime() throws SQLException {
    roundTrip(
        "ts",
        TIME,
        row -> {
          assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo(TIME);
          assertThat(row.getTimestamp(1)).isEqualTo(Timestamp.valueOf(TIME));
          assertThat(row.getObject(1)).isEqualTo(Timestamp.valueOf(TIME));
        });
    LocalDate day = LocalDate.of(1969, 12, 31);
    roundTrip(
        "da",
        day,
        row -> {
          assertThat(row.getObject(1, LocalDate.class)).isEqualTo(day);
          assertThat(row.getDate(1)).isEqualTo(Date.valueOf(day));
          assertThat(row.getString(1)).isEqualTo("1969-12-31");
        });
    LocalTime time = LocalTime.of(23, 59, 58);
    roundTrip(
        "ti",
        time,
        row -> {
          assertThat(row.getObject(1, LocalTime.class)).isEqualTo(time);
          assertThat(row.getTime(1)).isEqualTo(Time.valueOf(time));
        });
    OffsetDateTime zoned = OffsetDateTime.of(TIME, ZoneOffset.ofHours(2));
    roundTrip(
        "tz",
        zoned,
        row ->
            assertThat(row.getObject(1, OffsetDateTime.class).toInstant())
                .isEqualTo(zoned.toInstant()));
  }

  @Test
  void sqlTimeClasses() throws SQLException {
    write("ts", (statement, index) -> statement.setTimestamp(index, Timestamp.valueOf(TIME)));
    read("ts", row -> assertThat(row.getObject(1, LocalDateTime.class)).isEqualTo(TIME));
    write("da", (statement, index) -> statement.setDate(index, Date.valueOf("2024-02-29")));
    read("da", row -> assertThat(row.getString(1)).isEqualTo("2024-02-29"));
    write("ti", (statement, index) -> statement.setTime(index, Time.valueOf("01:02:03")));
    read("ti", row -> assertThat(row.getString(1)).isEqualTo("01:02:03"));
  }

  @Test
  void timesAsText() throws SQLException {
    roundTrip("t", TIME, row -> assertThat(row.getString(1)).isEqualTo("2024-02-29 13:45:01.25"));
    Assumptions.assumeTrue(engine.isKarst(), "pgjdbc adds the zone of the JVM");
    Timestamp timestamp = Timestamp.valueOf(TIME);
    write("t", (statement, index) -> statement.setTimestamp(index, timestamp));
    read("t", row -> assertThat(row.getString(1)).isEqualTo("2024-02-29 13:45:01.25"));
    OffsetDateTime zoned = OffsetDateTime.of(TIME, ZoneOffset.ofHoursMinutes(5, 30));
    roundTrip(
        "t", zoned, row -> assertThat(row.getString(1)).isEqualTo("2024-02-29 13:45:01.25+05:30"));
  }

  @Test
  void whatFitsNoDateOrTime() throws SQLException {
    for (String column : new String[] {"da", "ti", "ts", "tz"}) {
      refused(column, 5);
      refused(column, 5L);
    }
    refused("ti", LocalDate.of(2024, 1, 2));
    refused("da", LocalTime.of(1, 2));
    refused("ts", LocalTime.of(1, 2));
  }

  private void refused(String column, Object value) {
    assertThatThrownBy(() -> write(column, (s, index) -> s.setObject(index, value)))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42804"));
  }

  @Test
  void unknownClasses() throws SQLException {
    assertThatThrownBy(() -> write("t", (s, index) -> s.setObject(index, new Object())))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> write("t", (s, index) -> s.setObject(index, Year.of(2024))))
        .isInstanceOf(SQLException.class);
    Assumptions.assumeTrue(engine.isKarst(), "pgjdbc knows timestamps only");
    roundTrip(
        "tz",
        TIME.toInstant(ZoneOffset.UTC),
        row ->
            assertThat(row.getObject(1, Calendar.class).toInstant())
                .isEqualTo(TIME.toInstant(ZoneOffset.UTC)));
  }

  @Test
  void instants() throws SQLException {
    Assumptions.assumeTrue(engine.isKarst(), "pgjdbc has no Instant");
    Instant instant = TIME.toInstant(ZoneOffset.UTC);
    roundTrip("tz", instant, row -> assertThat(row.getObject(1, Instant.class)).isEqualTo(instant));
  }

  @Test
  void uuids() throws SQLException {
    roundTrip(
        "u",
        ID,
        row -> {
          assertThat(row.getObject(1)).isEqualTo(ID);
          assertThat(row.getObject(1, UUID.class)).isEqualTo(ID);
          assertThat(row.getString(1)).isEqualTo(ID.toString());
        });
    String sql = "SELECT count(*) FROM v WHERE u = ?";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setObject(1, ID);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
    }
  }

  @Test
  void arrays() throws SQLException {
    Array array = connection.createArrayOf("integer", new Integer[] {1, null, 3});
    write("a", (statement, index) -> statement.setArray(index, array));
    read("a", row -> assertThat((Object[]) row.getArray(1).getArray()).containsExactly(1, null, 3));
  }

  @Test
  void vectors() throws SQLException {
    Assumptions.assumeTrue(engine.isKarst(), "PostgreSQL has no VECTOR");
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE e (id INT PRIMARY KEY, x VECTOR(3))");
    }
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO e VALUES (?, ?)")) {
      insert.setInt(1, 1);
      insert.setObject(2, new float[] {1, 2, 3});
      insert.executeUpdate();
    }
    String nearest = "SELECT x FROM e ORDER BY x <-> ? LIMIT 1";
    try (PreparedStatement query = connection.prepareStatement(nearest)) {
      query.setObject(1, new float[] {1, 2, 2});
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1, float[].class)).containsExactly(1, 2, 3);
      }
    }
  }

  @Test
  void nulls() throws SQLException {
    write("i4", (statement, index) -> statement.setNull(index, Types.INTEGER));
    read(
        "i4",
        row -> {
          assertThat(row.getInt(1)).isZero();
          assertThat(row.wasNull()).isTrue();
          assertThat(row.getObject(1)).isNull();
          assertThat(row.getObject(1, Integer.class)).isNull();
        });
    roundTrip("t", null, row -> assertThat(row.getString(1)).isNull());
    roundTrip("ts", null, row -> assertThat(row.getTimestamp(1)).isNull());
  }

  @Test
  void jdbcTypeTargets() throws SQLException {
    Assumptions.assumeTrue(engine.isKarst(), "pgjdbc accepts no JDBCType");
    write("i4", (statement, index) -> statement.setObject(index, "17", JDBCType.INTEGER));
    read("i4", row -> assertThat(row.getInt(1)).isEqualTo(17));
  }

  @Test
  void parametersWithoutContext() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT coalesce(?, 'none') || '!'")) {
      query.setString(1, "x");
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("x!");
      }
    }
    try (PreparedStatement query = connection.prepareStatement("SELECT 1 LIMIT ? OFFSET ?")) {
      query.setInt(1, 1);
      query.setInt(2, 0);
      try (ResultSet row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
      }
    }
  }

  @Test
  void resultSetMetaData() throws SQLException {
    String sql = "SELECT id AS k, t, n, ts, count(*) OVER () AS c FROM v";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      ResultSetMetaData metaData = rows.getMetaData();
      assertThat(metaData.getColumnCount()).isEqualTo(5);
      assertThat(metaData.getColumnLabel(1)).isEqualTo("k");
      assertThat(metaData.getColumnType(1)).isEqualTo(Types.INTEGER);
      assertThat(metaData.getColumnType(2)).isEqualTo(Types.VARCHAR);
      assertThat(metaData.getColumnType(3)).isEqualTo(Types.NUMERIC);
      assertThat(metaData.getPrecision(3)).isEqualTo(20);
      assertThat(metaData.getScale(3)).isEqualTo(4);
      assertThat(metaData.getColumnType(4)).isEqualTo(Types.TIMESTAMP);
      assertThat(metaData.getColumnType(5)).isEqualTo(Types.BIGINT);
      assertThat(metaData.getColumnClassName(1)).isEqualTo("java.lang.Integer");
      assertThat(metaData.getColumnName(1)).isIn("k", "id");
    }
  }
}
