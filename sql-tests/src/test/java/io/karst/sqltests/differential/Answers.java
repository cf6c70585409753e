package io.karst.sqltests.differential;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an engine answers, as text. */
final class Answers {
  private Answers() {}

  /**
   * Rows of a query, values joined by {@code |}; or one row that says it failed.
   *
   * @param ordered whether the order counts
   */
  static List<String> of(Connection connection, String sql, boolean ordered) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "|").append(text(result, i));
        }
        rows.add(row.toString());
      }
    } catch (SQLException e) {
      String state = e.getSQLState();
      boolean broken = state == null || state.startsWith("XX") || state.startsWith("0A");
      return List.of(broken ? "failed: " + state + " " + e.getMessage() : "failed");
    }
    if (!ordered) {
      Collections.sort(rows);
    }
    return rows;
  }

  private static @Nullable String text(ResultSet result, int column) throws SQLException {
    if (result.getMetaData().getColumnType(column) == Types.BIT) {
      boolean value = result.getBoolean(column);
      return result.wasNull() ? null : String.valueOf(value);
    }
    return result.getString(column);
  }

  static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
