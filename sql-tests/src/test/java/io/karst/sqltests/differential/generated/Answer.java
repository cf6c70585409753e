package io.karst.sqltests.differential.generated;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine answers, as text.
 *
 * @param rows values joined by {@code |}
 * @param failure SQLSTATE and message; null for none
 */
record Answer(List<String> rows, @Nullable String failure) {
  private static final int TIME_LIMIT_SECONDS = 10;
  private static final int LONGEST_MESSAGE = 300;

  /** Runs a statement with the values of its parameters. */
  static Answer of(Connection connection, String sql, List<Sql.Literal> parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(TIME_LIMIT_SECONDS);
      for (int i = 0; i < parameters.size(); i++) {
        Parameters.set(statement, i + 1, parameters.get(i));
      }
      return statement.execute() ? rows(statement.getResultSet()) : count(statement);
    } catch (SQLException e) {
      return failed(e);
    }
  }

  static Answer of(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(TIME_LIMIT_SECONDS);
      return statement.execute(sql) ? rows(statement.getResultSet()) : count(statement);
    } catch (SQLException e) {
      return failed(e);
    }
  }

  private static Answer count(Statement statement) throws SQLException {
    return new Answer(List.of("changed " + statement.getUpdateCount()), null);
  }

  private static Answer failed(SQLException e) {
    String message = String.valueOf(e.getMessage());
    String shown = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
    return new Answer(List.of(), e.getSQLState() + " " + shown);
  }

  private static Answer rows(ResultSet result) throws SQLException {
    int columns = result.getMetaData().getColumnCount();
    List<Boolean> flags = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      int type = result.getMetaData().getColumnType(i);
      flags.add(type == Types.BIT || type == Types.BOOLEAN);
    }
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 1; i <= columns; i++) {
        row.append(i == 1 ? "" : "|").append(text(result, i, flags.get(i - 1)));
      }
      rows.add(row.toString());
    }
    return new Answer(rows, null);
  }

  private static @Nullable String text(ResultSet result, int column, boolean flag)
      throws SQLException {
    if (flag) {
      boolean value = result.getBoolean(column);
      return result.wasNull() ? null : String.valueOf(value);
    }
    return result.getString(column);
  }

  /** The same rows, in an order that does not depend on the engine's. */
  Answer sorted() {
    List<String> sorted = new ArrayList<>(rows);
    Collections.sort(sorted);
    return new Answer(sorted, failure);
  }

  /** The same rows with numbers as short as they can be: engines choose their zeros. */
  Answer shortened() {
    return new Answer(rows.stream().map(Answer::shortened).toList(), failure);
  }

  private static String shortened(String row) {
    StringBuilder out = new StringBuilder();
    for (String value : row.split("\\|", -1)) {
      boolean fraction = value.matches("-?[0-9]+\\.[0-9]+");
      String cut = fraction ? value.replaceAll("0+$", "").replaceAll("\\.$", "") : value;
      out.append(out.isEmpty() ? "" : "|").append(cut);
    }
    return out.toString();
  }

  /** The first two digits of the SQLSTATE; empty without a failure. */
  String failureClass() {
    return failure == null ? "" : failure.substring(0, 2);
  }

  boolean isSame(Answer other) {
    return failureClass().equals(other.failureClass()) && rows.equals(other.rows);
  }
}
