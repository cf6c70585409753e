package io.karst.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A fresh JVM that opens a database and asks it one question. */
final class OpenProbe {
  private OpenProbe() {}

  /**
   * Prints the milliseconds from {@code main} to the answer, and the answer.
   *
   * @param arguments engine, directory
   */
  public static void main(String[] arguments) throws SQLException {
    long start = System.nanoTime();
    EngineSpec engine = EngineSpec.valueOf(arguments[0]);
    PrintStream out = System.out;
    try (Connection connection = engine.connect(Path.of(arguments[1]));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT amount FROM orders WHERE id = 17")) {
      row.next();
      double amount = row.getDouble(1);
      out.println("OK " + (System.nanoTime() - start) / 1e6 + " " + amount);
    }
  }
}
