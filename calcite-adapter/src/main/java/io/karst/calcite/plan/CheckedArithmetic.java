package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes integer overflow and division of doubles by zero errors. (Calcite's own converter loses
 * checks inside decimal expressions.)
 */
final class CheckedArithmetic extends RelHomogeneousShuttle {
  private final Expressions expressions;

  CheckedArithmetic(RexBuilder rexBuilder) {
    this.expressions = new Expressions(rexBuilder);
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visitChildren(other).accept(expressions);
  }

  private final class Expressions extends RexShuttle {
    private final RexBuilder rex;

    Expressions(RexBuilder rex) {
      this.rex = rex;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(CheckedArithmetic.this);
      return rel == visited.rel ? visited : visited.clone(rel);
    }

    @Override
    public RexNode visitOver(RexOver over) {
      RexNode visited = super.visitOver(over);
      if (visited instanceof RexOver window
          && window.getOperands().size() == 1
          && SumArguments.needsCast(
              window.getAggOperator().getKind(),
              window.getType(),
              window.getOperands().get(0).getType())) {
        RexNode sum = SumArguments.cast(rex, window.getOperands().get(0), window.getType());
        return WindowCalls.withOperands(rex, window, List.of(sum));
      }
      return visited;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // operators are singletons
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall arithmetic)) {
        return visited;
      }
      RelDataType type = arithmetic.getType();
      if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
        SqlOperator checked = checked(arithmetic);
        return checked == null ? visited : rex.makeCall(type, checked, arithmetic.getOperands());
      }
      if (arithmetic.getOperator() == SqlStdOperatorTable.DIVIDE
          && SqlTypeUtil.isApproximateNumeric(type)) {
        return division(arithmetic);
      }
      return visited;
    }

    private RexNode division(RexCall call) {
      List<RexNode> operands = new ArrayList<>();
      for (RexNode operand : call.getOperands()) {
        RelDataType target =
            rex.getTypeFactory()
                .createTypeWithNullability(
                    rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE),
                    operand.getType().isNullable());
        operands.add(
            operand.getType().getSqlTypeName() == SqlTypeName.DOUBLE
                ? operand
                : rex.makeCast(target, operand));
      }
      RelDataType result =
          rex.getTypeFactory()
              .createTypeWithNullability(
                  rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE),
                  call.getType().isNullable());
      RexNode quotient =
          rex.makeCall(
              result, KarstOperatorTable.function("checked_divide", "float8", "float8"), operands);
      return call.getType().equals(result) ? quotient : rex.makeCast(call.getType(), quotient);
    }

    @SuppressWarnings("ReferenceEquality") // operators are singletons
    private static @Nullable SqlOperator checked(RexCall call) {
      return switch (call.getKind()) {
        case PLUS -> SqlStdOperatorTable.CHECKED_PLUS;
        case MINUS ->
            call.getOperator() == SqlStdOperatorTable.MINUS
                ? SqlStdOperatorTable.CHECKED_MINUS
                : null;
        case TIMES -> SqlStdOperatorTable.CHECKED_MULTIPLY;
        case MINUS_PREFIX -> SqlStdOperatorTable.CHECKED_UNARY_MINUS;
        case DIVIDE ->
            call.getOperator() == SqlStdOperatorTable.DIVIDE
                ? SqlStdOperatorTable.CHECKED_DIVIDE
                : null;
        default -> null;
      };
    }
  }
}
