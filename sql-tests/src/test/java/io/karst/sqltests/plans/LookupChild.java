package io.karst.sqltests.plans;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A process that looks up rows by key, ad hoc and prepared, and prints what it found. */
public final class LookupChild {
  private LookupChild() {}

  public static void main(String[] arguments) throws SQLException {
    PrintStream out = System.out;
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT name FROM items WHERE id = 2")) {
        rows.next();
        out.println("ad hoc " + rows.getString(1));
      }
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT name FROM items WHERE id = ?")) {
        statement.setInt(1, 1);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          out.println("prepared " + rows.getString(1));
        }
      }
    }
  }
}
