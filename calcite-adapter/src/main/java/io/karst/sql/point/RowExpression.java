package io.karst.sql.point;

import io.karst.calcite.exec.BoundInputs;
import io.karst.calcite.exec.BoundValue;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.scan.RowCursor;
import io.karst.storage.value.TypeKind;
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
    MULTIPLY
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
      try {
        long result =
            switch (operation) {
              case ADD -> Math.addExact(a, b);
              case SUBTRACT -> Math.subtractExact(a, b);
              case MULTIPLY -> Math.multiplyExact(a, b);
            };
        return narrowed(result);
      } catch (ArithmeticException e) {
        throw outOfRange(e);
      }
    }

    private Object narrowed(long value) {
      return kind == TypeKind.INTEGER ? (Object) Math.toIntExact(value) : (Object) value;
    }

    private KarstException outOfRange(Throwable cause) {
      String type = kind == TypeKind.INTEGER ? "integer" : "bigint";
      return new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, type + " out of range", cause);
    }
  }
}
