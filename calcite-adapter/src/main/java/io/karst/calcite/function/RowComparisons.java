package io.karst.calcite.function;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of rows {@code (a, b) < (c, d)} as conditions over their fields, which are unknown
 * where a NULL decides. Generated code compares rows as a whole, NULLs like values.
 */
public final class RowComparisons {
  private final RexBuilder rex;
  private final List<RexNode> left;
  private final List<RexNode> right;

  private RowComparisons(RexBuilder rex, List<RexNode> left, List<RexNode> right) {
    this.rex = rex;
    this.left = left;
    this.right = right;
  }

  /** The condition over fields, or null if the call compares no rows. */
  public static @Nullable RexNode replacing(RexBuilder rex, RexCall call) {
    List<RexNode> left = fields(rex, call.getOperands().get(0));
    if (left == null) {
      return null;
    }
    if (call.getOperands().size() == 1) {
      SqlKind kind = call.getKind();
      return kind == SqlKind.IS_NULL || kind == SqlKind.IS_NOT_NULL
          ? nulls(rex, call.getOperator(), left)
          : null;
    }
    List<RexNode> right = fields(rex, call.getOperands().get(1));
    return right == null || right.size() != left.size() || call.getOperands().size() > 2
        ? null
        : new RowComparisons(rex, left, right).condition(call.getKind());
  }

  private @Nullable RexNode condition(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> all(SqlStdOperatorTable.EQUALS);
      case NOT_EQUALS -> any(SqlStdOperatorTable.NOT_EQUALS);
      case LESS_THAN, LESS_THAN_OR_EQUAL ->
          ordered(
              SqlStdOperatorTable.LESS_THAN,
              kind == SqlKind.LESS_THAN
                  ? SqlStdOperatorTable.LESS_THAN
                  : SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
              0);
      case GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          ordered(
              SqlStdOperatorTable.GREATER_THAN,
              kind == SqlKind.GREATER_THAN
                  ? SqlStdOperatorTable.GREATER_THAN
                  : SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
              0);
      case IS_DISTINCT_FROM -> distinct();
      case IS_NOT_DISTINCT_FROM -> rex.makeCall(SqlStdOperatorTable.NOT, distinct());
      default -> null;
    };
  }

  private static @Nullable List<RexNode> fields(RexBuilder rex, RexNode node) {
    if (node.getKind() == SqlKind.ROW) {
      return ((RexCall) node).getOperands();
    }
    if (node.getKind() != SqlKind.CAST || !node.getType().isStruct()) {
      return null;
    }
    List<RexNode> operands = fields(rex, ((RexCall) node).getOperands().get(0));
    List<RelDataTypeField> types = node.getType().getFieldList();
    if (operands == null || operands.size() != types.size()) {
      return null;
    }
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      RelDataType type = types.get(i).getType();
      cast.add(
          operands.get(i).getType().equals(type)
              ? operands.get(i)
              : rex.makeCast(type, operands.get(i)));
    }
    return cast;
  }

  private static RexNode nulls(RexBuilder rex, SqlOperator test, List<RexNode> fields) {
    List<RexNode> tests = new ArrayList<>();
    for (RexNode field : fields) {
      tests.add(rex.makeCall(test, field));
    }
    return RexUtil.composeConjunction(rex, tests);
  }

  private RexNode compared(SqlOperator operator, int field) {
    return rex.makeCall(operator, left.get(field), right.get(field));
  }

  private RexNode all(SqlOperator operator) {
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      conditions.add(compared(operator, i));
    }
    return RexUtil.composeConjunction(rex, conditions);
  }

  private RexNode any(SqlOperator operator) {
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      conditions.add(compared(operator, i));
    }
    return RexUtil.composeDisjunction(rex, conditions);
  }

  private RexNode distinct() {
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      conditions.add(RelOptUtil.isDistinctFrom(rex, left.get(i), right.get(i), false));
    }
    return RexUtil.composeDisjunction(rex, conditions);
  }

  /** The first fields that differ decide; the last ones by the whole comparison. */
  private RexNode ordered(SqlOperator strict, SqlOperator last, int field) {
    if (field == left.size() - 1) {
      return compared(last, field);
    }
    return rex.makeCall(
        SqlStdOperatorTable.OR,
        compared(strict, field),
        rex.makeCall(
            SqlStdOperatorTable.AND,
            compared(SqlStdOperatorTable.EQUALS, field),
            ordered(strict, last, field + 1)));
  }
}
