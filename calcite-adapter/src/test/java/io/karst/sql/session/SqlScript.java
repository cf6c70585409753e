package io.karst.sql.session;

import io.karst.sql.ConnectionTarget;
import io.karst.sql.ResultColumn;
import io.karst.sql.Sessions;
import io.karst.sql.SqlResult;
import io.karst.sql.SqlSession;
import io.karst.sql.SqlStatement;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A session for tests: rows as text, errors as SQLSTATE. */
final class SqlScript implements AutoCloseable {
  private final SqlSession session;

  SqlScript(SqlSession session) {
    this.session = session;
  }

  /** A session of a fresh database in memory. */
  static SqlScript fresh() {
    return named(UUID.randomUUID().toString());
  }

  /** A session of the database in memory with that name. */
  static SqlScript named(String name) {
    return new SqlScript(Sessions.open(new ConnectionTarget.Memory(name), Map.of()));
  }

  SqlSession session() {
    return session;
  }

  /** Runs statements, each its own call; returns the last one's update count. */
  long run(String... statements) {
    long count = -1;
    for (String statement : statements) {
      try (SqlResult result = session.execute(statement)) {
        count = result.updateCount();
      }
    }
    return count;
  }

  /** Rows of a query, columns joined by '|', NULL as {@code null}. */
  List<String> rows(String sql) {
    try (SqlResult result = session.execute(sql)) {
      return rows(result);
    }
  }

  List<String> rows(SqlStatement statement, Object... parameters) {
    try (SqlResult result = session.execute(statement, parameters)) {
      return rows(result);
    }
  }

  static List<String> rows(SqlResult result) {
    List<String> rows = new ArrayList<>();
    RowCursor cursor = result.rows();
    List<ResultColumn> columns = result.columns();
    while (cursor.next()) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        Object value = cursor.get(i);
        row.append(i == 0 ? "" : "|");
        row.append(value == null ? "null" : Values.format(columns.get(i).type(), value));
      }
      rows.add(row.toString());
    }
    return rows;
  }

  /** SQLSTATE of a statement that must fail. */
  String state(String sql) {
    try (SqlResult result = session.execute(sql)) {
      rows(result);
    } catch (KarstException e) {
      return e.sqlState();
    }
    throw new AssertionError("no error from " + sql);
  }

  @Override
  public void close() {
    session.close();
  }
}
