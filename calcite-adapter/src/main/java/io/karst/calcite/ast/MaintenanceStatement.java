package io.karst.calcite.ast;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code ANALYZE [table]}, {@code VACUUM [table]}, {@code CHECKPOINT}, {@code CHECK COLLECTION
 * [name]}.
 *
 * @param task what to do
 * @param name the table or collection; null: all
 */
public record MaintenanceStatement(Task task, @Nullable SqlIdentifier name)
    implements KarstStatement {

  /** What is to be done. */
  public enum Task {
    ANALYZE("ANALYZE"),
    VACUUM("VACUUM"),
    CHECKPOINT("CHECKPOINT"),
    CHECK_COLLECTION("CHECK COLLECTION");

    private final String sql;

    Task(String sql) {
      this.sql = sql;
    }
  }

  @Override
  public String tag() {
    return task.sql;
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword(task.sql);
    if (name != null) {
      Clauses.node(writer, name);
    }
  }
}
