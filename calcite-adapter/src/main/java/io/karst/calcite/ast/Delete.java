package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code [WITH ...] DELETE FROM table [AS alias] [USING using] [WHERE where] [RETURNING ...]}.
 *
 * @param with items of WITH, or null
 * @param table one part, or two with the schema
 * @param alias or null
 * @param using further tables, as in FROM of a query; or null
 * @param where or null: all rows
 * @param returning select list, or null
 */
public record Delete(
    @Nullable SqlNodeList with,
    SqlIdentifier table,
    @Nullable SqlIdentifier alias,
    @Nullable SqlNode using,
    @Nullable SqlNode where,
    @Nullable SqlNodeList returning)
    implements KarstStatement {
  @Override
  public String tag() {
    return "DELETE";
  }

  @Override
  public List<SqlNode> operands() {
    List<SqlNode> nodes = new ArrayList<>();
    for (SqlNode node : new @Nullable SqlNode[] {with, using, where, returning}) {
      if (node != null) {
        nodes.add(node);
      }
    }
    return List.copyOf(nodes);
  }

  @Override
  public void unparse(SqlWriter writer) {
    Clauses.with(writer, with);
    writer.keyword("DELETE FROM");
    Clauses.target(writer, table, alias);
    Clauses.from(writer, "USING", using);
    Clauses.optional(writer, "WHERE", where);
    Clauses.returning(writer, returning);
  }
}
