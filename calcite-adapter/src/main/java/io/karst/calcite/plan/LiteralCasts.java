package io.karst.calcite.plan;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates constant expressions while a query is planned. Numbers cast to DOUBLE, which every
 * comparison of a DOUBLE column has, are converted here. The rest is left to run time: Calcite
 * would generate code, a thousand times slower, and compute times in milliseconds.
 */
final class LiteralCasts implements RexExecutor {
  static final RexExecutor INSTANCE = new LiteralCasts();

  private LiteralCasts() {}

  @Override
  public void reduce(RexBuilder rex, List<RexNode> constants, List<RexNode> reduced) {
    for (RexNode constant : constants) {
      RexNode value = fold(rex, constant);
      reduced.add(value == null ? constant : value);
    }
  }

  private static @Nullable RexNode fold(RexBuilder rex, RexNode node) {
    if (node.getKind() != SqlKind.CAST
        || node.getType().getSqlTypeName() != SqlTypeName.DOUBLE
        || !(((RexCall) node).getOperands().get(0) instanceof RexLiteral literal)
        || !SqlTypeName.EXACT_TYPES.contains(literal.getType().getSqlTypeName())) {
      return null;
    }
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return value == null ? null : rex.makeLiteral(value.doubleValue(), node.getType(), true);
  }
}
