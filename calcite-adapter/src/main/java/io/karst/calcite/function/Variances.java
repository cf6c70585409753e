package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation. Exact sums for integers and decimals; for doubles the method of
 * Youngs and Cramer: the difference of sums of squares loses all digits to a large mean.
 */
public final class Variances {
  private static final SqlReturnTypeInference RESULT =
      binding ->
          Aggregates.nullable(
              binding,
              isFloat(binding)
                  ? binding.getTypeFactory().createSqlType(SqlTypeName.DOUBLE)
                  : number(binding.getTypeFactory()));

  private Variances() {}

  static void register(FunctionTable table) {
    String[] names = {"stddev", "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop"};
    String[] factories = {
      "deviation", "deviation", "populationDeviation", "variance", "variance", "populationVariance"
    };
    for (int i = 0; i < names.length; i++) {
      table.add(
          NativeAggregate.of(
              names[i],
              RESULT,
              List.of(SqlTypeFamily.NUMERIC),
              true,
              Variances.class,
              factories[i]));
    }
  }

  private static boolean isFloat(SqlOperatorBinding binding) {
    return SqlTypeUtil.isApproximateNumeric(binding.getOperandType(0));
  }

  private static RelDataType number(RelDataTypeFactory factory) {
    return TypeWord.NUMERIC.toRel(factory);
  }

  public static Accumulator deviation() {
    return new State(true, true);
  }

  public static Accumulator populationDeviation() {
    return new State(false, true);
  }

  public static Accumulator variance() {
    return new State(true, false);
  }

  public static Accumulator populationVariance() {
    return new State(false, false);
  }

  /** Of one group; its values are all doubles or none is. */
  private static final class State extends Accumulator {
    private final boolean sample;
    private final boolean root;
    private boolean exact;
    private long rows;
    private BigDecimal sum = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;
    private double floatSum;
    private double floatSquares;

    State(boolean sample, boolean root) {
      this.sample = sample;
      this.root = root;
    }

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      rows++;
      if (first instanceof Double || first instanceof Float) {
        add(((Number) first).doubleValue());
        return;
      }
      exact = true;
      BigDecimal value =
          first instanceof BigDecimal decimal
              ? decimal
              : BigDecimal.valueOf(((Number) requireNonNull(first)).longValue());
      sum = sum.add(value);
      squares = squares.add(value.multiply(value));
    }

    private void add(double value) {
      floatSum += value;
      if (rows > 1) {
        double distance = value * rows - floatSum;
        floatSquares += distance * distance / ((double) rows * (rows - 1));
      } else if (!Double.isFinite(value)) {
        floatSquares = Double.NaN;
      }
    }

    @Override
    @Nullable Object value() {
      if (sample && rows < 2) {
        return null;
      }
      long divisor = sample ? rows - 1 : rows;
      if (exact) {
        return exact(BigDecimal.valueOf(rows).multiply(BigDecimal.valueOf(divisor)));
      }
      double variance = floatSquares / divisor;
      return root ? Math.sqrt(variance) : variance;
    }

    private BigDecimal exact(BigDecimal divisor) {
      BigDecimal distance = squares.multiply(BigDecimal.valueOf(rows)).subtract(sum.multiply(sum));
      if (distance.signum() <= 0) {
        return BigDecimal.ZERO;
      }
      BigDecimal variance = MathFunctions.divide(distance, divisor);
      if (!root) {
        return variance;
      }
      int digits = variance.precision() + variance.scale() + 2;
      return variance
          .sqrt(new MathContext(Math.max(digits, 20), RoundingMode.HALF_UP))
          .setScale(variance.scale(), RoundingMode.HALF_UP);
    }
  }
}
