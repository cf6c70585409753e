package io.karst.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Workloads that write. None changes the columns that reads sum up, so that answers stay comparable
 * although engines do different numbers of operations.
 */
final class WriteWorkloads {
  private static final int OPERATIONS_OF_A_TRANSACTION = 100;
  private static final int WRITES_PERCENT = 5;
  private static final AtomicLong NEXT_ENTRY = new AtomicLong();

  private WriteWorkloads() {}

  private interface Operation {
    void run(PreparedStatement statement, long random) throws SQLException;
  }

  /** Many operations in one transaction, as an application that imports does. */
  private record Transaction(
      Connection connection, PreparedStatement statement, Operation operation) implements Workload {
    @Override
    public double operate(long random) throws SQLException {
      connection.setAutoCommit(false);
      long number = random;
      for (int i = 0; i < OPERATIONS_OF_A_TRANSACTION; i++) {
        operation.run(statement, number);
        number = Numbers.next(number);
      }
      connection.commit();
      connection.setAutoCommit(true);
      return 0;
    }

    @Override
    public int operations() {
      return OPERATIONS_OF_A_TRANSACTION;
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  /** One commit per operation; a conflict with another thread is tried again. */
  private record Single(PreparedStatement statement, Operation operation) implements Workload {
    @Override
    public double operate(long random) throws SQLException {
      while (true) {
        try {
          operation.run(statement, random);
          return 0;
        } catch (SQLException e) {
          if (!EngineSpec.isConflict(e)) {
            throw e;
          }
        }
      }
    }

    @Override
    public void close() throws SQLException {
      statement.close();
    }
  }

  private record Mixed(Workload reads, Workload writes) implements Workload {
    @Override
    public double operate(long random) throws SQLException {
      boolean write = (random >>> 40) % 100 < WRITES_PERCENT;
      return (write ? writes : reads).operate(random);
    }

    @Override
    public void close() throws SQLException {
      reads.close();
      writes.close();
    }
  }

  static Workload update(EngineSpec engine, Connection connection, int rows) throws SQLException {
    return new Transaction(connection, updateStatement(connection), updateOperation(rows));
  }

  static Workload upsert(EngineSpec engine, Connection connection, int rows) throws SQLException {
    return new Transaction(
        connection,
        connection.prepareStatement(engine.upsert()),
        (statement, random) -> {
          Orders.bind(statement, random % rows, rows);
          statement.executeUpdate();
        });
  }

  static Workload mixed(EngineSpec engine, Connection connection, int rows) throws SQLException {
    return new Mixed(
        ReadWorkloads.pointPrepared(engine, connection, rows),
        new Single(updateStatement(connection), updateOperation(rows)));
  }

  static Workload durableInsert(EngineSpec engine, Connection connection, int rows)
      throws SQLException {
    return new Single(
        connection.prepareStatement("INSERT INTO journal (id, text) VALUES (?, ?)"),
        (statement, random) -> {
          statement.setLong(1, NEXT_ENTRY.incrementAndGet());
          statement.setString(2, "entry " + random);
          statement.executeUpdate();
        });
  }

  private static PreparedStatement updateStatement(Connection connection) throws SQLException {
    return connection.prepareStatement("UPDATE orders SET note = ? WHERE id = ?");
  }

  private static Operation updateOperation(int rows) {
    return (statement, random) -> {
      statement.setString(1, "updated " + random);
      statement.setLong(2, random % rows);
      statement.executeUpdate();
    };
  }
}
