package io.karst.sqltests.differential.generated;

import io.karst.sqltests.oracle.H2Database;
import io.karst.sqltests.oracle.KarstDatabase;
import io.karst.sqltests.oracle.PostgresServer;
import io.karst.sqltests.oracle.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection to each engine, with the tables of one schema in all of them. */
final class Laboratory implements AutoCloseable {
  private static final int MOST_TABLES = 4;

  private final Map<Dialect, Connection> connections = new EnumMap<>(Dialect.class);
  private final Map<String, Answer> answers = new HashMap<>();
  private final TestDatabase indexed = KarstDatabase.inMemory();
  private final TestDatabase bare = KarstDatabase.inMemory();
  private final TestDatabase h2 = new H2Database();
  private final Map<Dialect, Schema> loaded = new EnumMap<>(Dialect.class);
  private @Nullable Schema wanted;

  Laboratory() throws SQLException {
    connections.put(Dialect.KARST, indexed.connect());
    connections.put(Dialect.KARST_WITHOUT_INDEXES, bare.connect());
    connections.put(Dialect.H2, h2.connect());
    connections.put(Dialect.DUCKDB, DriverManager.getConnection("jdbc:duckdb:"));
    execute(Dialect.DUCKDB, "SET threads = 1");
    Optional<PostgresServer> server = PostgresServer.find();
    if (server.isPresent()) {
      connections.put(Dialect.POSTGRESQL, server.get().createDatabase().connect());
      execute(Dialect.POSTGRESQL, "SET jit = off");
      execute(Dialect.POSTGRESQL, "SET client_min_messages = warning");
    }
  }

  boolean has(Dialect dialect) {
    return connections.containsKey(dialect);
  }

  /** The tables that engines hold from now on; each gets them when it is needed. */
  void use(Schema schema) {
    if (!schema.equals(wanted)) {
      wanted = schema;
      answers.clear();
    }
  }

  /** A connection to an engine that holds the tables. */
  Connection connection(Dialect dialect) throws SQLException {
    Schema schema = wanted;
    if (schema != null && !schema.equals(loaded.get(dialect))) {
      load(dialect, schema);
    }
    return Objects.requireNonNull(connections.get(dialect));
  }

  private void load(Dialect dialect, Schema schema) throws SQLException {
    loaded.remove(dialect);
    List<String> statements = new ArrayList<>();
    for (int i = 1; i <= MOST_TABLES; i++) {
      statements.add("DROP TABLE IF EXISTS t" + i);
    }
    statements.addAll(schema.statements(dialect));
    if (dialect == Dialect.POSTGRESQL) {
      execute(dialect, String.join(";\n", statements));
    } else {
      for (String statement : statements) {
        execute(dialect, statement);
      }
    }
    loaded.put(dialect, schema);
  }

  /** An engine's tables no longer hold what was loaded. */
  void spoil(Dialect dialect) {
    loaded.remove(dialect);
  }

  /** Begins a new example: what engines answered before is forgotten. */
  void forget() {
    answers.clear();
  }

  /** What an engine answers; asked once for each text. */
  Answer answer(Dialect dialect, String sql) throws SQLException {
    String key = dialect + " " + sql;
    Answer answer = answers.get(key);
    if (answer == null) {
      answer = again(dialect, sql);
      answers.put(key, answer);
    }
    return answer;
  }

  /** What an engine answers when it is asked again. */
  Answer again(Dialect dialect, String sql) throws SQLException {
    return Answer.of(connection(dialect), sql);
  }

  void execute(Dialect dialect, String sql) throws SQLException {
    try (Statement statement = Objects.requireNonNull(connections.get(dialect)).createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(dialect + ": " + e.getMessage() + "\n" + sql, e.getSQLState(), e);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
    indexed.close();
    bare.close();
    h2.close();
  }
}
