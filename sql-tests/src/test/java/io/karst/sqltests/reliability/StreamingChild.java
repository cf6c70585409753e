package io.karst.sqltests.reliability;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads results that are larger than its memory. */
public final class StreamingChild {
  private static final int CHUNK = 20_000;
  private static final int CLOSED_EARLY = 500;

  private StreamingChild() {}

  /** Arguments: URL, rows of a query, rows of a table. Prints how many rows it read. */
  public static void main(String[] arguments) throws SQLException {
    PrintStream out = System.out;
    long rows = Long.parseLong(arguments[1]);
    long stored = Long.parseLong(arguments[2]);
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(1000);
      String series = "SELECT x, 'text ' || x FROM generate_series(1, " + rows + ") AS g(x)";
      out.println("query " + read(statement, series));
      statement.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, s TEXT)");
      for (long from = 0; from < stored; from += CHUNK) {
        statement.execute(
            "INSERT INTO t SELECT x + "
                + from
                + ", repeat('text ', 40) || x"
                + " FROM generate_series(1, "
                + CHUNK
                + ") AS g(x)");
      }
      connection.setAutoCommit(false);
      statement.execute("UPDATE t SET s = 'changed' WHERE id = 5");
      try (Statement left = connection.createStatement();
          ResultSet open = left.executeQuery("SELECT * FROM t")) {
        open.next();
        out.println("scan " + read(statement, "SELECT id, s FROM t WHERE id > 0"));
        closeEarly(connection);
        open.next();
      }
      connection.rollback();
    }
  }

  private static long read(Statement statement, String sql) throws SQLException {
    long count = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        if (rows.getString(2) != null) {
          count++;
        }
      }
    }
    return count;
  }

  /** Statements that nobody closes hold nothing once their results are closed. */
  private static void closeEarly(Connection connection) throws SQLException {
    for (int i = 0; i < CLOSED_EARLY; i++) {
      ResultSet rows = connection.createStatement().executeQuery("SELECT id, s FROM t");
      rows.next();
      rows.close();
    }
  }
}
