package io.karst.calcite.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code column = value} in SET. A row of values is taken apart by the parser; several columns
 * remain together only when their value is a sub-query.
 *
 * @param columns one; several if {@code value} is a query that returns as many columns
 * @param value an expression, or a call of the operator DEFAULT
 */
public record Assignment(List<SqlIdentifier> columns, SqlNode value) {
  public Assignment {
    columns = List.copyOf(columns);
  }

  /** Returns the column, if there is one only. */
  public SqlIdentifier column() {
    if (columns.size() != 1) {
      throw new IllegalStateException("assignment to " + columns.size() + " columns");
    }
    return columns.get(0);
  }

  static void unparse(SqlWriter writer, List<Assignment> assignments) {
    writer.keyword("SET");
    boolean first = true;
    for (Assignment assignment : assignments) {
      Clauses.comma(writer, first);
      first = false;
      if (assignment.columns.size() == 1) {
        Clauses.node(writer, assignment.column());
        writer.print("=");
        writer.setNeedWhitespace(true);
        Clauses.node(writer, assignment.value);
      } else {
        Clauses.parenthesized(writer, assignment.columns);
        writer.print("=");
        Clauses.node(writer, assignment.value);
      }
    }
  }
}
