package io.karst.calcite.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code GROUP BY a IN (1, 2) HAVING NOT a IN (1, 2)}: Calcite turns NOT and IN of HAVING into NOT
 * IN, which it does not find among the groups. A comparison with FALSE it leaves alone.
 */
final class GroupedLists extends SqlShuttle {
  private GroupedLists() {}

  /** Rewrites HAVING of a query that groups by such conditions. */
  static void rewrite(SqlSelect select) {
    SqlNode having = select.getHaving();
    if (having != null && hasList(select.getGroup())) {
      select.setHaving(having.accept(new GroupedLists()));
    }
  }

  private static boolean hasList(@Nullable SqlNode node) {
    if (node instanceof SqlNodeList list) {
      return list.stream().anyMatch(GroupedLists::hasList);
    }
    return node instanceof SqlCall call
        && !call.isA(SqlKind.QUERY)
        && (call.getKind() == SqlKind.IN
            || call.getKind() == SqlKind.NOT_IN
            || call.getOperandList().stream().anyMatch(GroupedLists::hasList));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      return call;
    }
    SqlNode visited = super.visit(call);
    return visited instanceof SqlCall not && not.getKind() == SqlKind.NOT
        ? SqlStdOperatorTable.EQUALS.createCall(
            not.getParserPosition(),
            not.operand(0),
            SqlLiteral.createBoolean(false, not.getParserPosition()))
        : visited;
  }
}
