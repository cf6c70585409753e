package io.karst.calcite.validate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Makes two of a query that is written once and stands twice in the tree: the validator knows
 * queries and names of tables by their nodes.
 */
final class QueryCopies {
  private final Set<SqlNode> queries = Collections.newSetFromMap(new IdentityHashMap<>());

  /** A call that stands nowhere else in the tree; NULLIF as the CASE that it is short for. */
  SqlCall separate(SqlCall call) {
    if (call.operandCount() == 2 && call.getOperator().getName().equalsIgnoreCase("NULLIF")) {
      return SqlCase.createSwitched(
          call.getParserPosition(),
          call.operand(0),
          SqlNodeList.of(call.operand(1)),
          SqlNodeList.of(SqlLiteral.createNull(SqlParserPos.ZERO)),
          call.operand(0));
    }
    boolean isNew = !call.isA(SqlKind.QUERY) || queries.add(call);
    return isNew ? call : (SqlCall) call.accept(new Copy());
  }

  /** Copies everything down to the names. */
  private static final class Copy extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      CallCopyingArgHandler copy = new CallCopyingArgHandler(call, true);
      call.getOperator().acceptCall(this, call, false, copy);
      return copy.result();
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      return name.clone(name.getParserPosition());
    }
  }
}
