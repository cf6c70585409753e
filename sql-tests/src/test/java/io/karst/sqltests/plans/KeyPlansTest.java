package io.karst.sqltests.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random statements give the same rows, counts and errors as key plans with their literals as
 * parameters, as key plans of the text as it is, and on the general path.
 */
final class KeyPlansTest {
  private static final int STATEMENTS = 160;

  /** A database and how statements are run in it. */
  private record Way(String name, Connection connection, String prefix) {}

  private static Way way(String name, String setting, String prefix) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:karst:mem:");
    try (Statement statement = connection.createStatement()) {
      for (String sql : RandomStatements.SETUP) {
        statement.execute(sql);
      }
      statement.execute(setting);
    }
    return new Way(name, connection, prefix);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void allWaysAgree(long seed) throws SQLException {
    compare(seed);
  }

  @Test
  void allWaysAgreeToday() throws SQLException {
    compare(System.nanoTime());
  }

  private static void compare(long seed) throws SQLException {
    List<Way> ways =
        List.of(
            way("templates", "SET key_plans = on", ""),
            way("texts", "SET key_plans = on", "/* no template */ "),
            way("general", "SET key_plans = off", ""));
    RandomStatements statements = new RandomStatements(new Random(seed));
    try {
      for (int i = 0; i < STATEMENTS; i++) {
        String sql = statements.next();
        List<String> first = outcome(ways.get(0), sql);
        for (Way way : ways.subList(1, ways.size())) {
          assertThat(first)
              .as("templates and %s, seed %d, statement %d: %s", way.name(), seed, i, sql)
              .isEqualTo(outcome(way, sql));
        }
      }
    } finally {
      for (Way way : ways) {
        way.connection().close();
      }
    }
  }

  /** Columns and rows, a count, or the error. */
  private static List<String> outcome(Way way, String sql) {
    List<String> lines = new ArrayList<>();
    try (Statement statement = way.connection().createStatement()) {
      if (statement.execute(way.prefix() + sql)) {
        read(statement.getResultSet(), sql, lines);
      } else {
        lines.add("count " + statement.getUpdateCount());
      }
    } catch (SQLException e) {
      lines.clear();
      lines.add(e.getSQLState());
    }
    return lines;
  }

  private static void read(ResultSet rows, String sql, List<String> lines) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    StringBuilder head = new StringBuilder();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      head.append(columns.getColumnLabel(i)).append(' ').append(columns.getColumnTypeName(i));
      head.append(' ').append(columns.getTableName(i)).append(columns.isNullable(i)).append(',');
    }
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        line.append(rows.getObject(i)).append('|');
      }
      lines.add(line.toString());
    }
    if (!sql.contains("ORDER BY")) {
      Collections.sort(lines);
    }
    lines.add(0, head.toString());
  }
}
