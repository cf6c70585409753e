package io.karst.sqltests.oracle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A fresh H2 database in memory. */
public final class H2Database implements TestDatabase {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final String url = "jdbc:h2:mem:test" + NEXT.incrementAndGet();
  private final Connection anchor;

  /** Creates the database. */
  public H2Database() throws SQLException {
    anchor = DriverManager.getConnection(url);
  }

  @Override
  public String engine() {
    return "h2";
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public void close() throws SQLException {
    anchor.close();
  }
}
