package io.karst.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Workloads that only read. */
final class ReadWorkloads {
  private static final int RANGE = 100;

  private ReadWorkloads() {}

  /** Binds the parameters of a query for one operation. */
  private interface Binder {
    void bind(PreparedStatement statement, long random) throws SQLException;
  }

  private record Prepared(PreparedStatement statement, Binder binder) implements Workload {
    @Override
    public double operate(long random) throws SQLException {
      binder.bind(statement, random);
      try (ResultSet rows = statement.executeQuery()) {
        return sum(rows);
      }
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  private record AdHoc(Statement statement, int rows) implements Workload {
    @Override
    public double operate(long random) throws SQLException {
      String sql = "SELECT id, customer_id, amount FROM orders WHERE id = " + random % rows;
      try (ResultSet result = statement.executeQuery(sql)) {
        return sum(result);
      }
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  /** Reads three columns of every row: id, customer, amount. */
  private static double sum(ResultSet rows) throws SQLException {
    double sum = 0;
    while (rows.next()) {
      sum += rows.getLong(1) + rows.getInt(2) + rows.getDouble(3);
    }
    return sum;
  }

  static Workload pointPrepared(EngineSpec engine, Connection connection, int rows)
      throws SQLException {
    return prepared(
        connection, "id = ?", (statement, random) -> statement.setLong(1, random % rows));
  }

  static Workload pointAdHoc(EngineSpec engine, Connection connection, int rows)
      throws SQLException {
    return new AdHoc(connection.createStatement(), rows);
  }

  static Workload byCustomer(EngineSpec engine, Connection connection, int rows)
      throws SQLException {
    return prepared(
        connection,
        "customer_id = ?",
        (statement, random) -> statement.setInt(1, (int) (random % Orders.customers(rows))));
  }

  static Workload rangeOfKeys(EngineSpec engine, Connection connection, int rows)
      throws SQLException {
    return prepared(
        connection,
        "id >= ? AND id < ?",
        (statement, random) -> {
          long first = random % Math.max(1, rows - RANGE);
          statement.setLong(1, first);
          statement.setLong(2, first + RANGE);
        });
  }

  static Workload rangeOfTimes(EngineSpec engine, Connection connection, int rows)
      throws SQLException {
    return prepared(
        connection,
        "ts >= ? AND ts < ?",
        (statement, random) -> {
          long first = random % Math.max(1, rows - RANGE);
          statement.setTimestamp(1, Orders.time(first));
          statement.setTimestamp(2, Orders.time(first + RANGE));
        });
  }

  static Workload groupBy(EngineSpec engine, Connection connection, int rows) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            "SELECT customer_id % 100, count(*), sum(amount) FROM orders"
                + " WHERE amount > ? GROUP BY customer_id % 100");
    return new Prepared(statement, (query, random) -> query.setDouble(1, (double) (random % 7)));
  }

  private static Workload prepared(Connection connection, String condition, Binder binder)
      throws SQLException {
    String sql = "SELECT id, customer_id, amount FROM orders WHERE " + condition;
    return new Prepared(connection.prepareStatement(sql), binder);
  }
}
