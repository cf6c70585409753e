package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWriter;
import org.jspecify.annotations.Nullable;

/**
 * {@code [WITH ...] MERGE INTO table [AS alias] USING source ON condition WHEN ... [RETURNING
 * ...]}.
 *
 * @param with items of WITH, or null
 * @param table one part, or two with the schema
 * @param alias or null
 * @param source a table, or a query with its alias
 * @param condition which rows of source and table belong together
 * @param clauses at least one; the first that fits a row decides
 * @param returning select list, or null
 */
public record Merge(
    @Nullable SqlNodeList with,
    SqlIdentifier table,
    @Nullable SqlIdentifier alias,
    SqlNode source,
    SqlNode condition,
    List<MergeClause> clauses,
    @Nullable SqlNodeList returning)
    implements KarstStatement {
  public Merge {
    clauses = List.copyOf(clauses);
  }

  @Override
  public String tag() {
    return "MERGE";
  }

  @Override
  public List<SqlNode> operands() {
    List<SqlNode> nodes = new ArrayList<>();
    if (with != null) {
      nodes.add(with);
    }
    nodes.add(source);
    nodes.add(condition);
    for (MergeClause clause : clauses) {
      nodes.addAll(clause.operands());
    }
    if (returning != null) {
      nodes.add(returning);
    }
    return List.copyOf(nodes);
  }

  @Override
  public void unparse(SqlWriter writer) {
    Clauses.with(writer, with);
    writer.keyword("MERGE INTO");
    Clauses.target(writer, table, alias);
    Clauses.from(writer, "USING", source);
    Clauses.optional(writer, "ON", condition);
    for (MergeClause clause : clauses) {
      clause.unparse(writer);
    }
    Clauses.returning(writer, returning);
  }
}
