package io.karst.sqltests.differential.generated;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query answers the same before changes are committed and afterwards. */
final class TransactionCheck implements Check {
  @Override
  public String name() {
    return "uncommitted and committed changes";
  }

  @Override
  public boolean applies(Case example, Laboratory laboratory) {
    return true;
  }

  @Override
  public @Nullable Difference run(Case example, Laboratory laboratory) throws SQLException {
    String sql = example.query().text();
    Connection connection = laboratory.connection(Dialect.KARST);
    List<String> script = new ArrayList<>(List.of("BEGIN"));
    Answer before;
    laboratory.spoil(Dialect.KARST);
    connection.setAutoCommit(false);
    try {
      for (String name : example.parts().keySet()) {
        String change = example.part(name).text();
        if (!name.equals(Case.QUERY) && !change.isEmpty()) {
          script.add(change);
          if (Answer.of(connection, change).failure() != null) {
            connection.rollback();
            return null;
          }
        }
      }
      before = Answer.of(connection, sql);
      if (before.failure() != null) {
        connection.rollback();
        return null;
      }
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
    script.addAll(List.of(sql, "COMMIT", sql));
    Answer after = Answer.of(connection, sql);
    return Difference.between(script, after, before, example.ordered());
  }
}
