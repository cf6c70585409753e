package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code ON CONFLICT [(columns) [WHERE targetWhere] | ON CONSTRAINT constraint] {DO NOTHING | DO
 * UPDATE SET ... [WHERE condition]}}. In the assignments and the condition the table {@code
 * excluded} is the row that was to be inserted.
 *
 * @param columns of the unique key; empty with no constraint: any unique key (DO NOTHING only)
 * @param targetWhere condition of a partial unique index, or null
 * @param constraint name of the unique constraint, or null
 * @param assignments empty for DO NOTHING
 * @param where rows that do not satisfy it are left alone; or null
 */
public record ConflictClause(
    List<SqlIdentifier> columns,
    @Nullable SqlNode targetWhere,
    @Nullable SqlIdentifier constraint,
    List<Assignment> assignments,
    @Nullable SqlNode where) {
  public ConflictClause {
    columns = List.copyOf(columns);
    assignments = List.copyOf(assignments);
  }

  /** Returns whether the clause is DO NOTHING. */
  public boolean doNothing() {
    return assignments.isEmpty();
  }

  void unparse(SqlWriter writer) {
    writer.keyword("ON CONFLICT");
    Clauses.parenthesizedIf(writer, columns);
    Clauses.optional(writer, "WHERE", targetWhere);
    Clauses.optional(writer, "ON CONSTRAINT", constraint);
    if (doNothing()) {
      writer.keyword("DO NOTHING");
      return;
    }
    writer.keyword("DO UPDATE");
    Assignment.unparse(writer, assignments);
    Clauses.optional(writer, "WHERE", where);
  }
}
