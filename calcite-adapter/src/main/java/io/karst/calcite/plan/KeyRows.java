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
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Conditions and columns of one scan's rows; null for what needs the general path. */
final class KeyRows {
  private final RexBuilder rex;
  private final KarstScan scan;
  private final KeyValues values;

  KeyRows(RexBuilder rex, KarstScan scan, KeyValues values) {
    this.rex = rex;
    this.scan = scan;
    this.values = values;
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
    if (!(node instanceof RexCall call)) {
      return null;
    }
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
    RowCondition.Comparison comparison = comparison(kind);
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
  private static boolean isWhole(TypeKind column, BoundValue value) {
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

  private static RowCondition.Comparison comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> RowCondition.Comparison.EQUAL;
      case NOT_EQUALS -> RowCondition.Comparison.NOT_EQUAL;
      case LESS_THAN -> RowCondition.Comparison.LESS;
      case LESS_THAN_OR_EQUAL -> RowCondition.Comparison.LESS_OR_EQUAL;
      case GREATER_THAN -> RowCondition.Comparison.GREATER;
      case GREATER_THAN_OR_EQUAL -> RowCondition.Comparison.GREATER_OR_EQUAL;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  @Nullable List<RowExpression> outputs(List<RexNode> projects) {
    List<RowExpression> outputs = new ArrayList<>();
    for (RexNode project : projects) {
      RowExpression output = output(project);
      if (output == null) {
        return null;
      }
      outputs.add(output);
    }
    return outputs;
  }

  private @Nullable RowExpression output(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return new RowExpression.Column(ref.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return constant(literal);
    }
    return node instanceof RexCall call ? arithmetic(call) : null;
  }

  private @Nullable RowExpression constant(RexLiteral literal) {
    if (literal.isNull()) {
      return new RowExpression.Value(new BoundValue.Constant(null));
    }
    SqlTypeName type = literal.getType().getSqlTypeName();
    TypeKind kind =
        switch (type) {
          case INTEGER -> TypeKind.INTEGER;
          case BIGINT -> TypeKind.BIGINT;
          case BOOLEAN -> TypeKind.BOOLEAN;
          case CHAR, VARCHAR -> TypeKind.VARCHAR;
          default -> null;
        };
    BoundValue value = kind == null ? null : values.literal(literal, kind);
    if (!(value instanceof BoundValue.Constant constant)) {
      return null;
    }
    Object canonical = constant.value();
    if (canonical instanceof BigDecimal number) {
      canonical =
          kind == TypeKind.INTEGER
              ? (Object) number.intValueExact()
              : (Object) number.longValueExact();
    }
    return new RowExpression.Value(new BoundValue.Constant(canonical));
  }

  /** Whether a constant column has values of that kind. */
  static boolean isOfKind(RowExpression.Value expression, TypeKind kind) {
    Object value =
        expression.value() instanceof BoundValue.Constant constant ? constant.value() : null;
    return switch (kind) {
      case INTEGER -> value == null || value instanceof Integer;
      case BIGINT -> value == null || value instanceof Long;
      case BOOLEAN -> value == null || value instanceof Boolean;
      case VARCHAR -> value == null || value instanceof String;
      default -> value == null;
    };
  }

  @SuppressWarnings("ReferenceEquality") // operators are singletons
  private @Nullable RowExpression arithmetic(RexCall call) {
    TypeKind kind = integerKind(call.getType());
    SqlOperator operator = call.getOperator();
    RowExpression.Operation operation;
    if (operator == SqlStdOperatorTable.CHECKED_PLUS) {
      operation = RowExpression.Operation.ADD;
    } else if (operator == SqlStdOperatorTable.CHECKED_MINUS) {
      operation = RowExpression.Operation.SUBTRACT;
    } else if (operator == SqlStdOperatorTable.CHECKED_MULTIPLY) {
      operation = RowExpression.Operation.MULTIPLY;
    } else {
      return null;
    }
    if (kind == null || call.getOperands().size() != 2) {
      return null;
    }
    RowExpression left = integer(call.getOperands().get(0));
    RowExpression right = integer(call.getOperands().get(1));
    return left == null || right == null
        ? null
        : new RowExpression.Arithmetic(operation, left, right, kind);
  }

  private @Nullable RowExpression integer(RexNode node) {
    RexNode plain = KeyValues.withoutCasts(node);
    if (integerKind(node.getType()) == null) {
      return null;
    }
    if (plain instanceof RexInputRef ref && KeyValues.isInteger(type(ref).kind())) {
      return new RowExpression.Column(ref.getIndex());
    }
    if (plain instanceof RexCall call) {
      return arithmetic(call);
    }
    BoundValue value = values.comparable(plain, ColumnType.BIGINT);
    return value == null || !isWhole(TypeKind.BIGINT, value)
        ? null
        : new RowExpression.Value(value);
  }

  private static @Nullable TypeKind integerKind(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case INTEGER -> TypeKind.INTEGER;
      case BIGINT -> TypeKind.BIGINT;
      default -> null;
    };
  }
}
