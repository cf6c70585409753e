package io.karst.calcite.plan;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.rel.KarstScan;
import io.karst.sql.point.RowCondition;
import io.karst.sql.point.RowExpression;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** Conditions on one scan's rows; null for what needs the general path. */
final class KeyRows {
  private final RexBuilder rex;
  private final KarstScan scan;
  private final KeyValues values;
  private final KeyExpressions expressions;

  KeyRows(RexBuilder rex, KarstScan scan, KeyValues values, KeyExpressions expressions) {
    this.rex = rex;
    this.scan = scan;
    this.values = values;
    this.expressions = expressions;
  }

  @Nullable List<RowCondition> conditions(List<RexNode> conjuncts) {
    List<RowCondition> conditions = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      RexNode node = RexUtil.expandSearch(rex, null, conjunct);
      if (node.getKind() == SqlKind.AND && node instanceof RexCall and) {
        List<RowCondition> inner = conditions(and.getOperands());
        if (inner == null) {
          return null;
        }
        conditions.addAll(inner);
        continue;
      }
      RowCondition condition = condition(node);
      if (condition == null) {
        return null;
      }
      conditions.add(condition);
    }
    return conditions;
  }

  private @Nullable RowCondition condition(RexNode node) {
    RowCondition direct = node instanceof RexCall call ? direct(call) : null;
    if (direct != null) {
      return direct;
    }
    RowExpression expression = expressions.truth(node);
    return expression == null ? null : new RowCondition.OfExpression(expression);
  }

  /** A condition that is tested without boxing. */
  private @Nullable RowCondition direct(RexCall call) {
    return switch (call.getKind()) {
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison(call);
      case IS_NULL, IS_NOT_NULL ->
          call.getOperands().get(0) instanceof RexInputRef ref
              ? new RowCondition.OfNull(call.getKind() == SqlKind.IS_NULL, ref.getIndex())
              : null;
      case OR -> anyOf(call);
      default -> null;
    };
  }

  private @Nullable RowCondition anyOf(RexCall or) {
    List<RowCondition> alternatives = new ArrayList<>();
    for (RexNode operand : or.getOperands()) {
      RowCondition alternative = condition(operand);
      if (alternative == null) {
        return null;
      }
      alternatives.add(alternative);
    }
    return new RowCondition.AnyOf(alternatives);
  }

  private @Nullable RowCondition comparison(RexCall call) {
    RexNode left = KeyValues.withoutCasts(call.getOperands().get(0));
    RexNode right = call.getOperands().get(1);
    SqlKind kind = call.getKind();
    if (!(left instanceof RexInputRef)) {
      left = KeyValues.withoutCasts(call.getOperands().get(1));
      right = call.getOperands().get(0);
      kind = kind.reverse();
    }
    if (!(left instanceof RexInputRef ref)) {
      return null;
    }
    ColumnType type = type(ref);
    BoundValue value = values.comparable(right, type);
    if (value == null || !isWhole(type.kind(), value)) {
      return null;
    }
    RowCondition.Comparison comparison = KeyExpressions.comparison(kind);
    return switch (type.kind()) {
      case SMALLINT, INTEGER, BIGINT, DATE, TIMESTAMP ->
          new RowCondition.OfLong(comparison, ref.getIndex(), value);
      case DOUBLE -> new RowCondition.OfDouble(comparison, ref.getIndex(), value);
      case VARCHAR, CHAR, UUID, BOOLEAN ->
          kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS
              ? new RowCondition.OfObject(kind == SqlKind.EQUALS, ref.getIndex(), value)
              : null;
      default -> null;
    };
  }

  /** Whether a constant for an integer column has no fraction and fits a long. */
  static boolean isWhole(TypeKind column, BoundValue value) {
    if (!KeyValues.isInteger(column)
        || !(value instanceof BoundValue.Constant constant)
        || !(constant.value() instanceof BigDecimal number)) {
      return true;
    }
    return number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() < 64;
  }

  private ColumnType type(RexInputRef ref) {
    return scan.shape().columns().get(scan.position(ref.getIndex())).type();
  }
}
