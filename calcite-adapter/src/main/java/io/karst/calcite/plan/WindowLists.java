package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Lists of values, {@code a IN (1, 2)}, inside of what windows take: Calcite does not look for them
 * in aggregates that are arguments or keys of a window, and has no expression for them then.
 */
final class WindowLists {
  private final Set<SqlNode> lists = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Remembers the lists of an expression. */
  void add(SqlNode expression) {
    expression.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          private int windows;

          @Override
          public @Nullable Void visit(SqlCall call) {
            if (call.isA(SqlKind.QUERY)) {
              return null;
            }
            boolean list = call.getKind() == SqlKind.IN || call.getKind() == SqlKind.NOT_IN;
            if (windows > 0 && list && call.operand(1) instanceof SqlNodeList) {
              lists.add(call);
            }
            windows += call.getKind() == SqlKind.OVER ? 1 : 0;
            super.visit(call);
            windows -= call.getKind() == SqlKind.OVER ? 1 : 0;
            return null;
          }
        });
  }

  /** The comparisons that such a list stands for; null for any other expression. */
  @Nullable SqlNode comparisons(SqlNode expression) {
    if (!lists.contains(expression)) {
      return null;
    }
    SqlCall call = (SqlCall) expression;
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> equal = new ArrayList<>();
    for (SqlNode value : (SqlNodeList) call.operand(1)) {
      equal.add(SqlStdOperatorTable.EQUALS.createCall(pos, call.operand(0), value));
    }
    SqlNode any = equal.get(0);
    for (SqlNode one : equal.subList(1, equal.size())) {
      any = SqlStdOperatorTable.OR.createCall(pos, any, one);
    }
    return call.getKind() == SqlKind.NOT_IN ? SqlStdOperatorTable.NOT.createCall(pos, any) : any;
  }
}
