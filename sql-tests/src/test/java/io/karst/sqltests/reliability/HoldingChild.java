package io.karst.sqltests.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A process that holds a database open until its standard input ends. */
public final class HoldingChild {
  private HoldingChild() {}

  /** Opens the URL, prints OPEN, waits. */
  public static void main(String[] arguments) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      PrintStream out = System.out;
      out.println("OPEN " + connection.isValid(1));
      out.flush();
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
