package io.karst.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;

/** One kind of work, for one connection. Owner closes. Not thread-safe. */
interface Workload extends AutoCloseable {
  /**
   * Does one operation.
   *
   * @param random a non-negative number that chooses the row
   * @return a number that depends on what was read, so that answers can be compared
   */
  double operate(long random) throws SQLException;

  /** Operations that one call does, for those that work in transactions of many. */
  default int operations() {
    return 1;
  }

  @Override
  void close() throws SQLException;

  /** Makes the workload for a connection. */
  interface Factory {
    Workload create(EngineSpec engine, Connection connection, int rows) throws SQLException;
  }
}
