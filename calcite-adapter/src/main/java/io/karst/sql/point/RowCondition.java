package io.karst.sql.point;

import io.karst.calcite.exec.BoundInputs;
import io.karst.calcite.exec.BoundValue;
import io.karst.storage.scan.RowCursor;
import java.util.List;

/** What the scan's bounds could not say: tested on each row, without boxing where it can be. */
public sealed interface RowCondition {

  /** Whether it is true, not false and not unknown, for the current row. */
  boolean holds(RowCursor row, BoundInputs inputs);

  /** How a comparison of two values is read. */
  enum Comparison {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean accepts(int order) {
      return switch (this) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }

  /** An integer, date or time column with a value of that kind. */
  record OfLong(Comparison comparison, int position, BoundValue value) implements RowCondition {
    @Override
    public boolean holds(RowCursor row, BoundInputs inputs) {
      Object other = value.evaluate(inputs);
      return other != null
          && !row.isNull(position)
          && comparison.accepts(Long.compare(row.getLong(position), ((Number) other).longValue()));
    }
  }

  /** A DOUBLE column with a number; NaN equals itself and is above all others. */
  record OfDouble(Comparison comparison, int position, BoundValue value) implements RowCondition {
    @Override
    public boolean holds(RowCursor row, BoundInputs inputs) {
      Object other = value.evaluate(inputs);
      return other != null
          && !row.isNull(position)
          && comparison.accepts(order(row.getDouble(position), ((Number) other).doubleValue()));
    }

    /** Other than Double.compare, for which -0.0 is below 0.0. */
    private static int order(double left, double right) {
      if (left < right) {
        return -1;
      }
      if (left > right) {
        return 1;
      }
      return left == right ? 0 : Boolean.compare(Double.isNaN(left), Double.isNaN(right));
    }
  }

  /** A text, boolean or UUID column that equals a value, or does not. */
  record OfObject(boolean equal, int position, BoundValue value) implements RowCondition {
    @Override
    public boolean holds(RowCursor row, BoundInputs inputs) {
      Object other = value.evaluate(inputs);
      Object own = other == null ? null : row.get(position);
      return own != null && own.equals(other) == equal;
    }
  }

  /** IS NULL, IS NOT NULL. */
  record OfNull(boolean isNull, int position) implements RowCondition {
    @Override
    public boolean holds(RowCursor row, BoundInputs inputs) {
      return row.isNull(position) == isNull;
    }
  }

  /** One of several. */
  record AnyOf(List<RowCondition> alternatives) implements RowCondition {
    @Override
    public boolean holds(RowCursor row, BoundInputs inputs) {
      for (int i = 0; i < alternatives.size(); i++) {
        if (alternatives.get(i).holds(row, inputs)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A boolean expression. */
  record OfExpression(RowExpression expression) implements RowCondition {
    @Override
    public boolean holds(RowCursor row, BoundInputs inputs) {
      return Boolean.TRUE.equals(expression.evaluate(row, inputs));
    }
  }
}
