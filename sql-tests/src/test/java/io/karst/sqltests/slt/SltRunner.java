package io.karst.sqltests.slt;

import io.karst.sqltests.oracle.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the records of one file on one database. A failed record does not stop the file: all
 * failures are reported together, each with file and line.
 */
final class SltRunner {
  private static final String MAIN = "main";

  private final String file;
  private final TestDatabase database;
  private final Map<String, String> variables;
  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<Integer, Rewrite> rewrites = new TreeMap<>();
  private String current = MAIN;
  private int executed;

  /** New rows for a range of lines of the file. */
  private record Rewrite(SltRecord.LineRange range, List<String> rows) {}

  /**
   * @param variables values of <code>${name}</code> in SQL text, for example of directories
   */
  SltRunner(String file, TestDatabase database, Map<String, String> variables) {
    this.file = file;
    this.database = database;
    this.variables = Map.copyOf(variables);
  }

  /** Runs all records and returns the failures, each one a text that begins with file:line. */
  List<String> run(List<SltRecord> records) throws SQLException {
    try {
      for (SltRecord record : records) {
        if (record instanceof SltRecord.Requires requires
            && !requires.engine().equals(database.engine())) {
          break;
        }
        if (record.condition().matches(database.engine())) {
          executed++;
          runRecord(record);
        }
      }
    } finally {
      closeConnections();
    }
    return failures;
  }

  /** Number of records run so far. */
  int executed() {
    return executed;
  }

  /** The lines of the file with the rows that were really returned. */
  List<String> rewritten(List<String> lines) {
    List<String> result = new ArrayList<>();
    int position = 0;
    for (Rewrite rewrite : rewrites.values()) {
      result.addAll(lines.subList(position, rewrite.range().from()));
      result.add("----");
      result.addAll(rewrite.rows());
      position = rewrite.range().to();
    }
    result.addAll(lines.subList(position, lines.size()));
    return result;
  }

  private void runRecord(SltRecord record) throws SQLException {
    if (record instanceof SltRecord.UseConnection use) {
      current = use.name();
    } else if (record instanceof SltRecord.Reopen) {
      closeConnections();
      database.reopen();
      current = MAIN;
    } else if (record instanceof SltRecord.Statement statement) {
      runStatement(statement);
    } else if (record instanceof SltRecord.Failure failure) {
      runFailure(failure);
    } else if (record instanceof SltRecord.Query query) {
      runQuery(query);
    }
  }

  private void runStatement(SltRecord.Statement record) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(expand(record.sql()));
      long count = statement.getLargeUpdateCount();
      if (record.count() != null && record.count() != count) {
        fail(record, record.sql(), "expected count " + record.count() + " but was " + count);
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      fail(record, record.sql(), describe(e));
    }
  }

  private void runFailure(SltRecord.Failure record) throws SQLException {
    String wanted = record.sqlState() == null ? "an error" : "error " + record.sqlState();
    try (Statement statement = connection().createStatement()) {
      if (statement.execute(expand(record.sql()))) {
        drain(statement.getResultSet());
      }
      fail(record, record.sql(), "expected " + wanted + " but it succeeded");
    } catch (SQLException e) {
      if (record.sqlState() != null && !record.sqlState().equals(e.getSQLState())) {
        fail(record, record.sql(), "expected " + wanted + " but was " + describe(e));
      }
      String regex = record.messageRegex();
      boolean karst = database.engine().equals("karst");
      if (karst
          && regex != null
          && !String.valueOf(e.getMessage()).matches("(?s).*(" + regex + ").*")) {
        fail(record, record.sql(), "message does not match " + regex + ": " + e.getMessage());
      }
    } catch (RuntimeException | LinkageError e) {
      fail(record, record.sql(), "expected " + wanted + " but was " + describe(e));
    }
  }

  private void runQuery(SltRecord.Query record) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      checkPlan(record, statement);
      List<String> actual = rows(statement, record);
      List<String> expected = new ArrayList<>(record.rows());
      rewrites.put(record.rowLines().from(), new Rewrite(record.rowLines(), actual));
      if (record.sort() == SltRecord.SortMode.ROW_SORT) {
        Collections.sort(expected);
      }
      if (!actual.equals(expected)) {
        fail(record, record.sql(), difference(expected, actual));
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      fail(record, record.sql(), describe(e));
    }
  }

  private void checkPlan(SltRecord.Query record, Statement statement) throws SQLException {
    boolean asked = !record.plan().isEmpty() || !record.noPlan().isEmpty();
    if (!asked || !database.engine().equals("karst")) {
      return;
    }
    StringBuilder plan = new StringBuilder();
    try (ResultSet lines = statement.executeQuery("EXPLAIN " + expand(record.sql()))) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    for (String part : record.plan()) {
      if (!plan.toString().contains(part)) {
        fail(record, record.sql(), "plan lacks '" + part + "':\n" + plan);
      }
    }
    for (String part : record.noPlan()) {
      if (plan.toString().contains(part)) {
        fail(record, record.sql(), "plan must not have '" + part + "':\n" + plan);
      }
    }
  }

  private List<String> rows(Statement statement, SltRecord.Query record) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(expand(record.sql()))) {
      int columns = result.getMetaData().getColumnCount();
      if (columns != record.types().length()) {
        throw new SQLException(
            "the query has " + columns + " columns, the test says " + record.types());
      }
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(i == 1 ? "" : "|");
          row.append(CellFormat.format(result, i, record.types().charAt(i - 1)));
        }
        rows.add(row.toString());
      }
    }
    if (record.sort() == SltRecord.SortMode.ROW_SORT) {
      Collections.sort(rows);
    }
    return rows;
  }

  private static String difference(List<String> expected, List<String> actual) {
    int same = 0;
    while (same < expected.size()
        && same < actual.size()
        && expected.get(same).equals(actual.get(same))) {
      same++;
    }
    return "row "
        + (same + 1)
        + ": expected "
        + (same < expected.size() ? expected.get(same) : "no more rows")
        + " but was "
        + (same < actual.size() ? actual.get(same) : "no more rows")
        + " ("
        + expected.size()
        + " rows expected, "
        + actual.size()
        + " returned)";
  }

  private static void drain(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        rows.getObject(i);
      }
    }
  }

  private static String describe(Throwable error) {
    String state = error instanceof SQLException sql ? " " + sql.getSQLState() : "";
    StackTraceElement[] trace = error.getStackTrace();
    boolean bug = !(error instanceof SQLException) && trace.length > 0;
    return error.getClass().getSimpleName()
        + state
        + ": "
        + error.getMessage()
        + (bug ? " at " + trace[0] : "");
  }

  private String expand(String sql) {
    String text = sql;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return text;
  }

  private Connection connection() throws SQLException {
    Connection connection = connections.get(current);
    if (connection == null) {
      connection = database.connect();
      connections.put(current, connection);
    }
    return connection;
  }

  private void closeConnections() throws SQLException {
    Map<String, Connection> open = new HashMap<>(connections);
    connections.clear();
    for (Connection connection : open.values()) {
      connection.close();
    }
  }

  private void fail(SltRecord record, String sql, String problem) {
    failures.add(
        file + ":" + record.line() + ": " + problem + "\n    " + sql.replace("\n", "\n    "));
  }
}
