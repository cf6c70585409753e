package io.karst.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;

/**
 * The table of the benchmark: {@code orders(id, customer_id indexed, ts indexed, amount, note)}.
 *
 * <p>Row {@code i} is a function of {@code i}, so that all engines hold the same rows: ten orders
 * for each customer, spread over the table; one order a minute; a note of 20 to 60 characters.
 */
final class Orders {
  static final String INSERT =
      "INSERT INTO orders (id, customer_id, ts, amount, note) VALUES (?, ?, ?, ?, ?)";

  private static final int BATCH = 1000;
  private static final int COMMIT = 10_000;
  private static final int ORDERS_OF_A_CUSTOMER = 10;
  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long MINUTE_MILLIS = 60_000L;
  private static final String LETTERS =
      "the quick brown fox jumps over the lazy dog, then sleeps on";

  private Orders() {}

  /** Creates the tables with their indexes. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (id BIGINT PRIMARY KEY, customer_id INT NOT NULL,"
              + " ts TIMESTAMP NOT NULL, amount DOUBLE PRECISION NOT NULL, note VARCHAR(100))");
      statement.execute("CREATE INDEX orders_customer ON orders (customer_id)");
      statement.execute("CREATE INDEX orders_ts ON orders (ts)");
      statement.execute("CREATE TABLE journal (id BIGINT PRIMARY KEY, text VARCHAR(100))");
    }
  }

  /** Inserts all rows by prepared batches of 1,000, a commit every 10,000. */
  static void load(Connection connection, int rows) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (int i = 0; i < rows; i++) {
        bind(insert, i, rows);
        insert.addBatch();
        if ((i + 1) % BATCH == 0) {
          insert.executeBatch();
        }
        if ((i + 1) % COMMIT == 0) {
          connection.commit();
        }
      }
      insert.executeBatch();
      connection.commit();
    }
    connection.setAutoCommit(true);
  }

  /** Sets the parameters of {@link #INSERT} for row {@code i}. */
  static void bind(PreparedStatement statement, long i, int rows) throws SQLException {
    statement.setLong(1, i);
    statement.setInt(2, customer(i, rows));
    statement.setTimestamp(3, time(i));
    statement.setDouble(4, amount(i));
    statement.setString(5, note(i));
  }

  static int customers(int rows) {
    return Math.max(1, rows / ORDERS_OF_A_CUSTOMER);
  }

  static Timestamp time(long i) {
    return new Timestamp(START_MILLIS + i * MINUTE_MILLIS);
  }

  private static int customer(long i, int rows) {
    return (int) (i * 7919 % customers(rows));
  }

  private static double amount(long i) {
    return (i * 31 % 100_000) / 100.0;
  }

  private static String note(long i) {
    return i + LETTERS.substring(0, 15 + (int) (i % 40));
  }
}
