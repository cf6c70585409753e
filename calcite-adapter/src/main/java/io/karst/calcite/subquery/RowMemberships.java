package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code (a, b) IN (SELECT ...)} where unknown is as good as false: rows of the query with a NULL
 * in them cannot make it true. Calcite would join each of them that may be equal, besides the one
 * that is.
 */
public final class RowMemberships extends QueryShuttle {
  @Override
  protected RelNode rewritten(RelNode node) {
    RexBuilder rex = node.getCluster().getRexBuilder();
    if (node instanceof Filter filter) {
      RexNode condition = strict(rex, filter.getCondition());
      return filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }
    if (node instanceof Join join) {
      return join.copy(
          join.getTraitSet(),
          strict(rex, join.getCondition()),
          join.getLeft(),
          join.getRight(),
          join.getJoinType(),
          join.isSemiJoinDone());
    }
    return node;
  }

  private static RexNode strict(RexBuilder rex, RexNode condition) {
    if (condition.getKind() == SqlKind.AND || condition.getKind() == SqlKind.OR) {
      RexCall call = (RexCall) condition;
      List<RexNode> operands = new ArrayList<>();
      for (RexNode operand : call.getOperands()) {
        operands.add(strict(rex, operand));
      }
      return operands.equals(call.getOperands()) ? call : call.clone(call.getType(), operands);
    }
    return condition instanceof RexSubQuery query
            && query.getKind() == SqlKind.IN
            && query.getOperands().size() > 1
        ? query.clone(withoutNulls(rex, query.rel))
        : condition;
  }

  private static RelNode withoutNulls(RexBuilder rex, RelNode rel) {
    List<RexNode> present = new ArrayList<>();
    for (RelDataTypeField field : rel.getRowType().getFieldList()) {
      if (field.getType().isNullable()) {
        RexNode column = RexInputRef.of(field.getIndex(), rel.getRowType());
        present.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, column));
      }
    }
    return present.isEmpty()
        ? rel
        : LogicalFilter.create(rel, RexUtil.composeConjunction(rex, present));
  }
}
