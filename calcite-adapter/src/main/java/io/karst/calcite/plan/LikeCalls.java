package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * LIKE and ILIKE with PostgreSQL's escapes: a backslash unless ESCAPE says otherwise, before any
 * character. A literal pattern without escapes stays Calcite's, from which scans take key bounds.
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
    if (operands.size() == 2
        && operands.get(1) instanceof RexLiteral literal
        && !String.valueOf(literal.getValueAs(String.class)).contains("\\")) {
      return null;
    }
    RexNode escape = operands.size() > 2 ? operands.get(2) : rex.makeLiteral("\\");
    SqlOperator like =
        KarstOperatorTable.function(
            name.equals("LIKE") ? "$like" : "$ilike", "text", "text", "text");
    return rex.makeCall(call.getType(), like, List.of(operands.get(0), operands.get(1), escape));
  }
}
