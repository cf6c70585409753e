package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.type.JsonTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Comparisons of doubles as PostgreSQL makes them: NaN is equal to itself and greater than every
 * number; and of jsonb, by value. Run when scans have taken their bounds.
 */
final class ValueComparisons extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    Expressions expressions = new Expressions(node.getCluster().getRexBuilder());
    if (node instanceof Join join) {
      return join.copy(
          join.getTraitSet(),
          condition(join, expressions),
          join.getLeft(),
          join.getRight(),
          join.getJoinType(),
          join.isSemiJoinDone());
    }
    return node instanceof Filter || node instanceof Project ? node.accept(expressions) : node;
  }

  /** Equalities stay as they are: they become keys, the same for equal values. */
  private static RexNode condition(Join join, Expressions expressions) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
      conditions.add(
          condition.getKind() == SqlKind.EQUALS ? condition : condition.accept(expressions));
    }
    return RexUtil.composeConjunction(rex, conditions);
  }

  private static final class Expressions extends RexShuttle {
    private final RexBuilder rex;

    Expressions(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall comparison)) {
        return visited;
      }
      if (SqlKind.COMPARISON.contains(comparison.getKind()) && isJson(comparison)) {
        return rex.makeCall(
            comparison.getType(),
            comparison.getOperator(),
            comparison.getOperands().stream().map(node -> EqualityKeys.of(rex, node)).toList());
      }
      String name =
          switch (comparison.getKind()) {
            case EQUALS -> "$float_eq";
            case NOT_EQUALS -> "$float_ne";
            case LESS_THAN -> "$float_lt";
            case LESS_THAN_OR_EQUAL -> "$float_le";
            case GREATER_THAN -> "$float_gt";
            case GREATER_THAN_OR_EQUAL -> "$float_ge";
            default -> null;
          };
      return name == null || !isFloat(comparison) ? visited : compared(name, comparison);
    }

    private static boolean isJson(RexCall call) {
      return call.getOperands().stream().allMatch(node -> JsonTypes.isJsonb(node.getType()));
    }

    private RexNode compared(String name, RexCall call) {
      List<RexNode> operands = new ArrayList<>();
      for (RexNode operand : call.getOperands()) {
        RelDataType type =
            rex.getTypeFactory()
                .createTypeWithNullability(
                    rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE),
                    operand.getType().isNullable());
        operands.add(rex.makeCast(type, operand));
      }
      return rex.makeCall(
          call.getType(), KarstOperatorTable.function(name, "float8", "float8"), operands);
    }

    /** Whether numbers are compared of which one may be NaN. */
    private static boolean isFloat(RexCall call) {
      boolean any = false;
      for (RexNode operand : call.getOperands()) {
        any |= SqlTypeUtil.isApproximateNumeric(operand.getType());
        if (!SqlTypeUtil.isNumeric(operand.getType())) {
          return false;
        }
      }
      return any;
    }
  }
}
