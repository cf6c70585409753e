package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code x IN (SELECT ...)} that may be NULL because the query has NULLs. Calcite's simplification
 * looks at x alone, as in comparisons, and takes {@code (x IN (...)) IS NOT TRUE} for {@code NOT (x
 * IN (...))}.
 */
public final class Memberships {
  private Memberships() {}

  /** A converted expression that says of its operands that they may be NULL if the query may be. */
  public static RexNode nullable(RexBuilder rex, RexNode expression) {
    if (expression.getKind() == SqlKind.NOT) {
      RexCall not = (RexCall) expression;
      RexNode operand = nullable(rex, not.getOperands().get(0));
      return not.clone(not.getType(), List.of(operand));
    }
    if (!(expression instanceof RexSubQuery query)
        || query.getKind() != SqlKind.IN
        || !query.getType().isNullable()) {
      return expression;
    }
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : query.getOperands()) {
      operands.add(rex.makeAbstractCast(nullable(rex, operand.getType()), operand, false));
    }
    return query.clone(query.getType(), operands);
  }

  private static RelDataType nullable(RexBuilder rex, RelDataType type) {
    return rex.getTypeFactory().createTypeWithNullability(type, true);
  }

  /** The query with the operands it had. */
  static RexSubQuery plain(RexBuilder rex, RexSubQuery query) {
    if (query.getKind() != SqlKind.IN) {
      return query;
    }
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : query.getOperands()) {
      operands.add(RexUtil.removeNullabilityCast(rex.getTypeFactory(), operand));
    }
    return query.clone(query.getType(), operands);
  }
}
