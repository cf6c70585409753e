package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code [WITH ...] UPDATE table [AS alias] SET ... [FROM from] [WHERE where] [RETURNING ...]}.
 *
 * @param with items of WITH, or null
 * @param table one part, or two with the schema
 * @param alias or null
 * @param assignments at least one
 * @param from further tables, as in FROM of a query; or null
 * @param where or null: all rows
 * @param returning select list, or null
 */
public record Update(
    @Nullable SqlNodeList with,
    SqlIdentifier table,
    @Nullable SqlIdentifier alias,
    List<Assignment> assignments,
    @Nullable SqlNode from,
    @Nullable SqlNode where,
    @Nullable SqlNodeList returning)
    implements KarstStatement {
  public Update {
    assignments = List.copyOf(assignments);
  }

  @Override
  public String tag() {
    return "UPDATE";
  }

  @Override
  public List<SqlNode> operands() {
    List<SqlNode> nodes = new ArrayList<>();
    for (Assignment assignment : assignments) {
      nodes.add(assignment.value());
    }
    for (SqlNode node : new @Nullable SqlNode[] {with, from, where, returning}) {
      if (node != null) {
        nodes.add(node);
      }
    }
    return List.copyOf(nodes);
  }

  @Override
  public void unparse(SqlWriter writer) {
    Clauses.with(writer, with);
    writer.keyword("UPDATE");
    Clauses.target(writer, table, alias);
    Assignment.unparse(writer, assignments);
    Clauses.from(writer, "FROM", from);
    Clauses.optional(writer, "WHERE", where);
    Clauses.returning(writer, returning);
  }
}
