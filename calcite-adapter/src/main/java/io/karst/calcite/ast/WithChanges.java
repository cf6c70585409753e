package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code WITH name AS (INSERT ... RETURNING ...), ... statement}: a WITH clause of which at least
 * one item changes rows.
 *
 * @param items of which the query is a {@link StatementNode} if it changes rows
 * @param statement a query or a change
 */
public record WithChanges(List<SqlWithItem> items, SqlNode statement) implements KarstStatement {
  public WithChanges {
    items = List.copyOf(items);
  }

  /** The statement with its WITH clause as it was parsed. */
  public static WithChanges of(SqlNodeList with, SqlNode statement) {
    List<SqlWithItem> items = new ArrayList<>();
    with.forEach(item -> items.add((SqlWithItem) item));
    return new WithChanges(items, statement);
  }

  /** Whether an item changes rows. */
  public static boolean isChange(SqlWithItem item) {
    return item.query instanceof StatementNode;
  }

  @Override
  public String tag() {
    return statement instanceof StatementNode node ? node.statement().tag() : "SELECT";
  }

  @Override
  public List<SqlNode> operands() {
    List<SqlNode> nodes = new ArrayList<>();
    items.forEach(item -> nodes.add(item.query));
    nodes.add(statement);
    return List.copyOf(nodes);
  }

  @Override
  public void unparse(SqlWriter writer) {
    writer.keyword("WITH");
    String separator = "";
    for (SqlWithItem item : items) {
      writer.sep(separator.isEmpty() ? "" : ",", !separator.isEmpty());
      separator = ",";
      item.name.unparse(writer, 0, 0);
      writer.keyword("AS");
      writer.print("(");
      item.query.unparse(writer, 0, 0);
      writer.print(")");
    }
    statement.unparse(writer, 0, 0);
  }
}
