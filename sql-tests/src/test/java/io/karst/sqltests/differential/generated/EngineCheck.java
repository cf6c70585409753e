package io.karst.sqltests.differential.generated;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another engine, or Karst without indexes, answers a query the same. */
record EngineCheck(Dialect other) implements Check {
  @Override
  public String name() {
    return "Karst and " + other;
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return laboratory.has(other) && other.takes(example.query());
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    String sql = example.query().text();
    Answer expected = laboratory.answer(other, sql);
    if (expected.failure() != null && (!other.writesAsPostgres() || isOpen(expected))) {
      return null;
    }
    Answer actual = laboratory.answer(Dialect.KARST, sql);
    if (!other.writesAsPostgres()) {
      expected = expected.shortened();
      actual = actual.shortened();
    }
    return Difference.between(List.of(sql), expected, actual, example.ordered());
  }

  /** What PostgreSQL lacks or had no time for. */
  private static boolean isOpen(Answer answer) {
    return List.of("0A", "57").contains(answer.failureClass());
  }
}
