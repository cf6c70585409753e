package io.karst.calcite.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * {@code GREATEST} and {@code LEAST}, which leave NULLs out. Of equal values the first is the
 * result: 1.0 and 1.00 are not shown alike.
 */
final class Extremes {
  private Extremes() {}

  static boolean contains(SqlKind kind) {
    return kind == SqlKind.GREATEST_PG || kind == SqlKind.LEAST_PG;
  }

  /** CASE WHEN a IS NOT NULL AND (b IS NULL OR a >= b) THEN a ... ELSE the last END. */
  static RexNode convert(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    List<RexNode> values = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      RexNode value = context.convertExpression(operand);
      RelDataType common =
          rex.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable());
      values.add(rex.ensureType(common, value, true));
    }
    SqlOperator first =
        call.getKind() == SqlKind.GREATEST_PG
            ? SqlStdOperatorTable.GREATER_THAN_OR_EQUAL
            : SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
    List<RexNode> branches = new ArrayList<>();
    for (int i = 0; i < values.size() - 1; i++) {
      List<RexNode> conditions = new ArrayList<>();
      conditions.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, values.get(i)));
      for (RexNode other : values.subList(i + 1, values.size())) {
        conditions.add(
            RexUtil.composeDisjunction(
                rex,
                List.of(
                    rex.makeCall(SqlStdOperatorTable.IS_NULL, other),
                    rex.makeCall(first, values.get(i), other))));
      }
      branches.add(RexUtil.composeConjunction(rex, conditions));
      branches.add(values.get(i));
    }
    branches.add(values.get(values.size() - 1));
    return branches.size() == 1
        ? branches.get(0)
        : rex.makeCall(type, SqlStdOperatorTable.CASE, branches);
  }
}
