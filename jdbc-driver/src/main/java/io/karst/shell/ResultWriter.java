package io.karst.shell;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Prints the rows of a result as they come. */
interface ResultWriter {

  /** Prints all rows and returns how many there were. */
  long write(ResultSet rows) throws SQLException;
}
