package io.karst.sqltests.oracle;

import java.sql.Connection;
import java.sql.SQLException;

/** One database that exists for one test. Closing it deletes its data. Not thread-safe. */
public interface TestDatabase extends AutoCloseable {
  /** Name used by {@code onlyif}, {@code skipif} and {@code requires}: karst, postgresql, h2. */
  String engine();

  /** Opens a new connection; the caller closes it. */
  Connection connect() throws SQLException;

  /**
   * Called when all connections are closed: a disk database is then really closed and opened again
   * by the next connection. A database in memory keeps its content.
   */
  default void reopen() throws SQLException {}

  @Override
  void close() throws SQLException;
}
