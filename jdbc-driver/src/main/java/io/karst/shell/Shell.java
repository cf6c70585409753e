package io.karst.shell;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The command {@code karst <directory>}. */
public final class Shell {
  private Shell() {}

  /**
   * Opens the database given by the first argument.
   *
   * @param arguments a database directory
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: karst <directory>");
      System.exit(2);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:karst:" + arguments[0])) {
      System.out.println("connected to " + connection.getMetaData().getURL());
    } catch (SQLException e) {
      System.err.println("ERROR " + e.getSQLState() + ": " + e.getMessage());
      System.exit(1);
    }
  }
}
