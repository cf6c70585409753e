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

/**
 * Expressions over one scan's rows that are evaluated as they stand: integer arithmetic, logic and
 * CASE; null for what needs generated code.
 */
final class KeyExpressions {
  private final RexBuilder rex;
  private final KarstScan scan;
  private final KeyValues values;

  KeyExpressions(RexBuilder rex, KarstScan scan, KeyValues values) {
    this.rex = rex;
    this.scan = scan;
    this.values = values;
  }

  @Nullable List<RowExpression> outputs(List<RexNode> projects) {
    List<RowExpression> outputs = new ArrayList<>();
    for (RexNode project : projects) {
      RowExpression output = output(RexUtil.expandSearch(rex, null, project));
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
    if (!(node instanceof RexCall call)) {
      return null;
    }
    return call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN ? truth(call) : number(call);
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

  /** A boolean. */
  @Nullable RowExpression truth(RexNode node) {
    if (node.getType().getSqlTypeName() != SqlTypeName.BOOLEAN) {
      return null;
    }
    if (node instanceof RexInputRef ref) {
      return new RowExpression.Column(ref.getIndex());
    }
    if (node instanceof RexLiteral literal) {
      return constant(literal);
    }
    if (!(node instanceof RexCall call)) {
      return null;
    }
    RexNode first = call.getOperands().isEmpty() ? node : call.getOperands().get(0);
    return switch (call.getKind()) {
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparing(call);
      case AND, OR -> logic(call);
      case NOT -> {
        RowExpression operand = truth(first);
        yield operand == null ? null : new RowExpression.Negation(operand);
      }
      case IS_NULL -> test(null, false, any(first));
      case IS_NOT_NULL -> test(null, true, any(first));
      case IS_TRUE -> test(true, false, truth(first));
      case IS_NOT_TRUE -> test(true, true, truth(first));
      case IS_FALSE -> test(false, false, truth(first));
      case IS_NOT_FALSE -> test(false, true, truth(first));
      case CASE -> choice(call, TypeKind.BOOLEAN);
      default -> null;
    };
  }

  private static @Nullable RowExpression test(
      @Nullable Object wanted, boolean negated, @Nullable RowExpression operand) {
    return operand == null ? null : new RowExpression.Test(wanted, negated, operand);
  }

  private @Nullable RowExpression any(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return new RowExpression.Column(ref.getIndex());
    }
    return node.getType().getSqlTypeName() == SqlTypeName.BOOLEAN ? truth(node) : integer(node);
  }

  private @Nullable RowExpression comparing(RexCall call) {
    RowExpression left = integer(call.getOperands().get(0));
    RowExpression right = left == null ? null : integer(call.getOperands().get(1));
    return left == null || right == null
        ? null
        : new RowExpression.Comparing(comparison(call.getKind()), left, right);
  }

  private @Nullable RowExpression logic(RexCall call) {
    List<RowExpression> operands = new ArrayList<>();
    for (RexNode node : call.getOperands()) {
      RowExpression operand = truth(node);
      if (operand == null) {
        return null;
      }
      operands.add(operand);
    }
    return new RowExpression.Logic(call.getKind() == SqlKind.OR, operands);
  }

  /** An integer or a bigint from a call. */
  private @Nullable RowExpression number(RexCall call) {
    TypeKind kind = integerKind(call.getType());
    if (kind == null) {
      return null;
    }
    return call.getKind() == SqlKind.CASE ? choice(call, kind) : arithmetic(call, kind);
  }

  private @Nullable RowExpression choice(RexCall call, TypeKind kind) {
    List<RowExpression> conditions = new ArrayList<>();
    List<RowExpression> results = new ArrayList<>();
    List<RexNode> operands = call.getOperands();
    for (int i = 0; i < operands.size(); i++) {
      boolean isCondition = i % 2 == 0 && i < operands.size() - 1;
      boolean isTruth = isCondition || kind == TypeKind.BOOLEAN;
      RowExpression operand = isTruth ? truth(operands.get(i)) : integer(operands.get(i));
      if (operand == null) {
        return null;
      }
      (isCondition ? conditions : results).add(operand);
    }
    RowExpression otherwise = results.remove(results.size() - 1);
    return new RowExpression.Choice(conditions, results, otherwise, kind);
  }

  private @Nullable RowExpression arithmetic(RexCall call, TypeKind kind) {
    RowExpression.Operation operation = operation(call.getOperator());
    int count = call.getOperands().size();
    if (operation == null || count > 2) {
      return null;
    }
    RowExpression zero = new RowExpression.Value(new BoundValue.Constant(0L));
    RowExpression left = count == 1 ? zero : integer(call.getOperands().get(0));
    RowExpression right = left == null ? null : integer(call.getOperands().get(count - 1));
    if (left == null || right == null) {
      return null;
    }
    // What has no column fails before the first row, and also if there is none.
    boolean constant = left instanceof RowExpression.Value && right instanceof RowExpression.Value;
    return constant ? null : new RowExpression.Arithmetic(operation, left, right, kind);
  }

  @SuppressWarnings("ReferenceEquality") // operators are singletons
  private static RowExpression.@Nullable Operation operation(SqlOperator operator) {
    if (operator == SqlStdOperatorTable.CHECKED_PLUS) {
      return RowExpression.Operation.ADD;
    }
    if (operator == SqlStdOperatorTable.CHECKED_MINUS
        || operator == SqlStdOperatorTable.CHECKED_UNARY_MINUS) {
      return RowExpression.Operation.SUBTRACT;
    }
    if (operator == SqlStdOperatorTable.CHECKED_MULTIPLY) {
      return RowExpression.Operation.MULTIPLY;
    }
    if (operator == SqlStdOperatorTable.CHECKED_DIVIDE) {
      return RowExpression.Operation.DIVIDE;
    }
    return operator == SqlStdOperatorTable.MOD || operator == SqlStdOperatorTable.PERCENT_REMAINDER
        ? RowExpression.Operation.REMAINDER
        : null;
  }

  private @Nullable RowExpression integer(RexNode node) {
    RexNode plain = KeyValues.withoutCasts(node);
    if (plain instanceof RexInputRef ref) {
      return KeyValues.isInteger(kind(ref)) ? new RowExpression.Column(ref.getIndex()) : null;
    }
    if (integerKind(node.getType()) == null) {
      return null;
    }
    if (plain instanceof RexCall call) {
      return number(call);
    }
    BoundValue value = values.comparable(plain, ColumnType.BIGINT);
    return value == null || !KeyRows.isWhole(TypeKind.BIGINT, value)
        ? null
        : new RowExpression.Value(value);
  }

  private TypeKind kind(RexInputRef ref) {
    return scan.shape().columns().get(scan.position(ref.getIndex())).type().kind();
  }

  private static @Nullable TypeKind integerKind(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case INTEGER -> TypeKind.INTEGER;
      case BIGINT -> TypeKind.BIGINT;
      default -> null;
    };
  }

  static RowCondition.Comparison comparison(SqlKind kind) {
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
}
