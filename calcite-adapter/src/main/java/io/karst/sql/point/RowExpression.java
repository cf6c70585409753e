package io.karst.sql.point;

import io.karst.calcite.exec.BoundInputs;
import io.karst.calcite.exec.BoundValue;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value computed from the current row of a scan and the parameters; canonical. */
public sealed interface RowExpression {

  @Nullable Object evaluate(RowCursor row, BoundInputs inputs);

  /** A column of the scan, by its place in the projection. */
  record Column(int position) implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      return row.get(position);
    }
  }

  /** The same value for all rows. */
  record Value(BoundValue value) implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      return value.evaluate(inputs);
    }
  }

  /** What integers are combined by. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER;

    long apply(long a, long b) {
      return switch (this) {
        case ADD -> Math.addExact(a, b);
        case SUBTRACT -> Math.subtractExact(a, b);
        case MULTIPLY -> Math.multiplyExact(a, b);
        case DIVIDE -> b == -1 ? Math.negateExact(a) : a / b;
        case REMAINDER -> a % b;
      };
    }
  }

  /**
   * Arithmetic of integers that fails instead of wrapping.
   *
   * @param kind of the result: INTEGER or BIGINT
   */
  record Arithmetic(Operation operation, RowExpression left, RowExpression right, TypeKind kind)
      implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      Object first = left.evaluate(row, inputs);
      Object second = right.evaluate(row, inputs);
      if (first == null || second == null) {
        return null;
      }
      long a = ((Number) first).longValue();
      long b = ((Number) second).longValue();
      boolean divides = operation == Operation.DIVIDE || operation == Operation.REMAINDER;
      if (divides && b == 0) {
        throw new KarstException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
      }
      try {
        return ofKind(kind, operation.apply(a, b));
      } catch (ArithmeticException e) {
        String type = kind == TypeKind.INTEGER ? "integer" : "bigint";
        throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, type + " out of range", e);
      }
    }
  }

  /** Compares two integers. */
  record Comparing(RowCondition.Comparison comparison, RowExpression left, RowExpression right)
      implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      Object first = left.evaluate(row, inputs);
      Object second = right.evaluate(row, inputs);
      if (first == null || second == null) {
        return null;
      }
      return comparison.accepts(
          Long.compare(((Number) first).longValue(), ((Number) second).longValue()));
    }
  }

  /** AND, if {@code decisive} is false, or OR; what follows a deciding operand is left alone. */
  record Logic(boolean decisive, List<RowExpression> operands) implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      boolean unknown = false;
      for (int i = 0; i < operands.size(); i++) {
        Object value = operands.get(i).evaluate(row, inputs);
        if (value == null) {
          unknown = true;
        } else if ((Boolean) value == decisive) {
          return value;
        }
      }
      return unknown ? null : (Object) !decisive;
    }
  }

  /** NOT. */
  record Negation(RowExpression operand) implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      Object value = operand.evaluate(row, inputs);
      return value == null ? null : (Object) !(Boolean) value;
    }
  }

  /** IS NULL, IS TRUE, IS FALSE, or the opposite. */
  record Test(@Nullable Object wanted, boolean negated, RowExpression operand)
      implements RowExpression {
    @Override
    public Object evaluate(RowCursor row, BoundInputs inputs) {
      Object value = operand.evaluate(row, inputs);
      boolean found = wanted == null ? value == null : wanted.equals(value);
      return found != negated;
    }
  }

  /**
   * CASE.
   *
   * @param kind of the result: INTEGER, BIGINT or BOOLEAN
   */
  record Choice(
      List<RowExpression> conditions,
      List<RowExpression> results,
      RowExpression otherwise,
      TypeKind kind)
      implements RowExpression {
    @Override
    public @Nullable Object evaluate(RowCursor row, BoundInputs inputs) {
      for (int i = 0; i < conditions.size(); i++) {
        if (Boolean.TRUE.equals(conditions.get(i).evaluate(row, inputs))) {
          return result(results.get(i).evaluate(row, inputs));
        }
      }
      return result(otherwise.evaluate(row, inputs));
    }

    private @Nullable Object result(@Nullable Object value) {
      return value instanceof Number number ? ofKind(kind, number.longValue()) : value;
    }
  }

  /** An integer as the canonical value of its kind; fails if it does not fit. */
  private static Object ofKind(TypeKind kind, long value) {
    return kind == TypeKind.INTEGER ? (Object) Math.toIntExact(value) : (Object) value;
  }
}
