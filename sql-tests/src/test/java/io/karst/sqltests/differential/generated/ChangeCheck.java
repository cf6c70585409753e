package io.karst.sqltests.differential.generated;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change leaves the same rows in Karst as in another engine; it is taken back afterwards. */
record ChangeCheck(Dialect other) implements Check {
  @Override
  public String name() {
    return "changes in Karst and " + other;
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return laboratory.has(other) && other.takes(example.part("change"));
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    List<String> script = new ArrayList<>();
    script.add(example.part("change").text());
    example.schema().tables().forEach(table -> script.add("SELECT * FROM " + table.name()));
    Answer expected = after(script, laboratory.connection(other));
    Answer actual = after(script, laboratory.connection(Dialect.KARST));
    if (other.hasKeys() || actual.failure() == null) {
      return Difference.between(script, expected, actual, true);
    }
    // Without keys nothing is refused.
    return null;
  }

  /** What the change answers, and then every table. */
  private static Answer after(List<String> script, Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    connection.setAutoCommit(false);
    try {
      for (String sql : script) {
        Answer answer = Answer.of(connection, sql).sorted();
        if (answer.failure() != null) {
          return answer;
        }
        rows.addAll(answer.rows());
        rows.add("--");
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    return new Answer(rows, null);
  }
}
