package io.karst.calcite.validate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Makes two of a query that is written once and stands twice in the tree: the validator knows
 * queries and names of tables by their nodes.
 */
final class QueryCopies {
  private final Set<SqlNode> queries = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A call that stands nowhere else in the tree; NULLIF and COALESCE as what they are short for.
   */
  SqlCall separate(SqlCall call) {
    if (call.operandCount() == 2 && call.getOperator().getName().equalsIgnoreCase("NULLIF")) {
      return SqlCase.createSwitched(
          call.getParserPosition(),
          call.operand(0),
          SqlNodeList.of(call.operand(1)),
          SqlNodeList.of(SqlLiteral.createNull(SqlParserPos.ZERO)),
          call.operand(0));
    }
    boolean coalesce = call.getOperator().getName().equalsIgnoreCase("COALESCE");
    if (coalesce && call.operandCount() > 1 && hasQuery(call)) {
      return firstNotNull(call);
    }
    boolean isNew = !call.isA(SqlKind.QUERY) || queries.add(call);
    return isNew ? call : (SqlCall) call.accept(new Copy());
  }

  private static boolean hasQuery(SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      if (operand instanceof SqlCall inner && (inner.isA(SqlKind.QUERY) || hasQuery(inner))) {
        return true;
      }
    }
    return false;
  }

  private static SqlCall firstNotNull(SqlCall coalesce) {
    SqlParserPos pos = coalesce.getParserPosition();
    SqlNodeList conditions = new SqlNodeList(pos);
    SqlNodeList results = new SqlNodeList(pos);
    List<SqlNode> operands = coalesce.getOperandList();
    for (SqlNode operand : operands.subList(0, operands.size() - 1)) {
      conditions.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, operand));
      results.add(SqlInternalOperators.CAST_NOT_NULL.createCall(pos, operand));
    }
    return SqlCase.createSwitched(
        pos, null, conditions, results, operands.get(operands.size() - 1));
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
