package io.karst.calcite.plan;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.NativeCast;
import io.karst.calcite.function.RowComparisons;
import io.karst.calcite.rel.LazyConditions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Puts PostgreSQL's arithmetic and casts in place of Calcite's: integer overflow and division by
 * zero are errors, decimals divide to PostgreSQL's digits, casts round and read text its way, rows
 * are compared by their fields. (Calcite's own converter loses checks inside decimal expressions.)
 */
final class CheckedArithmetic extends RelHomogeneousShuttle {
  private final Expressions expressions;
  private final boolean quotients;

  /**
   * @param quotients whether quotients of decimals become calls as well. Decorrelation derives
   *     types of calls anew, and theirs is that of the quotient they replace, so they are replaced
   *     after it.
   */
  CheckedArithmetic(RexBuilder rexBuilder, boolean quotients) {
    this.expressions = new Expressions(rexBuilder);
    this.quotients = quotients;
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
      return visited instanceof RexOver window ? WindowCalls.rewrite(rex, window) : visited;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // operators are singletons
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall arithmetic)) {
        return visited;
      }
      RexNode rows =
          arithmetic.getOperands().isEmpty() ? null : RowComparisons.replacing(rex, arithmetic);
      if (rows != null) {
        return rows;
      }
      if (arithmetic.getKind() == SqlKind.AND || arithmetic.getKind() == SqlKind.OR) {
        // A comparison of rows becomes AND and OR below the AND and OR around it.
        return visited == call ? visited : RexUtil.flatten(rex, visited);
      }
      RelDataType type = arithmetic.getType();
      if (arithmetic.getKind() == SqlKind.CASE && type.getSqlTypeName() == SqlTypeName.BOOLEAN) {
        return LazyConditions.hiding(rex, arithmetic);
      }
      if (arithmetic.getKind() == SqlKind.CAST) {
        if (arithmetic.getOperands().get(0) instanceof RexCall operand
            && becomesNullable(operand, type)) {
          return operand.clone(type, operand.getOperands());
        }
        RexNode cast = NativeCast.replacing(rex, arithmetic);
        return cast == null ? visited : cast;
      }
      if (arithmetic.getKind() == SqlKind.LIKE) {
        RexNode like = LikeCalls.rewrite(rex, arithmetic);
        return like == null ? visited : like;
      }
      if (SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())) {
        SqlOperator checked = checked(arithmetic);
        return checked == null ? visited : rex.makeCall(type, checked, arithmetic.getOperands());
      }
      if (arithmetic.getOperator() == SqlStdOperatorTable.DIVIDE) {
        if (SqlTypeUtil.isApproximateNumeric(type)) {
          return division(arithmetic, SqlTypeName.DOUBLE, "float8");
        }
        if (quotients && type.getSqlTypeName() == SqlTypeName.DECIMAL) {
          return division(arithmetic, SqlTypeName.DECIMAL, "numeric");
        }
      }
      if (arithmetic.getKind() == SqlKind.MOD && type.getSqlTypeName() == SqlTypeName.DECIMAL) {
        return division(arithmetic, SqlTypeName.DECIMAL, "numeric");
      }
      return visited;
    }

    /** Whether a cast of a decimal lets NULL in and no more, which must not round. */
    private boolean becomesNullable(RexCall operand, RelDataType type) {
      return type.getSqlTypeName() == SqlTypeName.DECIMAL
          && type.isNullable()
          && !operand.getType().isNullable()
          && !NativeCast.isCast(operand)
          && !(operand instanceof RexOver)
          && SqlTypeUtil.equalSansNullability(rex.getTypeFactory(), type, operand.getType());
    }

    private RexNode division(RexCall call, SqlTypeName typeName, String word) {
      RelDataTypeFactory factory = rex.getTypeFactory();
      List<RexNode> operands = new ArrayList<>();
      for (RexNode operand : call.getOperands()) {
        RelDataType type = operand.getType();
        RelDataType target =
            factory.createTypeWithNullability(factory.createSqlType(typeName), type.isNullable());
        RexNode cast = rex.makeCast(target, operand);
        operands.add(type.getSqlTypeName() == typeName ? operand : cast.accept(this));
      }
      RelDataType result =
          typeName == SqlTypeName.DECIMAL
              ? call.getType()
              : factory.createTypeWithNullability(
                  factory.createSqlType(typeName), call.getType().isNullable());
      String name = call.getKind() == SqlKind.MOD ? "checked_mod" : "checked_divide";
      RexNode quotient =
          rex.makeCall(result, KarstOperatorTable.function(name, word, word), operands);
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
