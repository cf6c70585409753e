package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * LIKE and ILIKE with PostgreSQL's escapes: a backslash unless ESCAPE says otherwise, before any
 * character. A literal pattern of {@code %} alone stays Calcite's, from which scans take key
 * bounds; its {@code _} is no end of a line.
 */
final class LikeCalls {
  private LikeCalls() {}

  /** The call to use instead, or null. */
  static @Nullable RexNode rewrite(RexBuilder rex, RexCall call) {
    List<RexNode> operands = call.getOperands();
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if ((!name.equals("LIKE") && !name.equals("ILIKE"))
        || !SqlTypeUtil.inCharFamily(operands.get(0).getType())) {
      return null;
    }
    String pattern =
        operands.size() == 2 && operands.get(1) instanceof RexLiteral literal
            ? literal.getValueAs(String.class)
            : null;
    if (operands.size() == 2 && operands.get(1) instanceof RexLiteral) {
      if (pattern == null || (pattern.indexOf('\\') < 0 && pattern.indexOf('_') < 0)) {
        return null;
      }
    }
    RexNode escape = operands.size() > 2 ? operands.get(2) : rex.makeLiteral("\\");
    SqlOperator like =
        KarstOperatorTable.function(
            name.equals("LIKE") ? "$like" : "$ilike", "text", "text", "text");
    RexNode matches =
        rex.makeCall(call.getType(), like, List.of(operands.get(0), operands.get(1), escape));
    String prefix = pattern == null || !name.equals("LIKE") ? "" : prefix(pattern);
    return prefix.isEmpty()
        ? matches
        : rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(SqlStdOperatorTable.LIKE, operands.get(0), rex.makeLiteral(prefix + "%")),
            matches);
  }

  /** What all texts that match begin with. */
  private static String prefix(String pattern) {
    int end = 0;
    while (end < pattern.length() && "%_\\".indexOf(pattern.charAt(end)) < 0) {
      end++;
    }
    return pattern.substring(0, end);
  }
}
