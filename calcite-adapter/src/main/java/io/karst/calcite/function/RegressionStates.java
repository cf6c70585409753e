package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** States of the aggregates over pairs of numbers {@code (y, x)}: correlation and regression. */
public final class RegressionStates {
  private RegressionStates() {}

  /** Sums by the method of Youngs and Cramer, which loses no digits to large means. */
  private abstract static class Pairs extends Accumulator {
    double n;
    double sumX;
    double sumY;
    double squareX;
    double squareY;
    double product;

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      double y = ((Number) requireNonNull(first)).doubleValue();
      double x = ((Number) requireNonNull(second)).doubleValue();
      n++;
      sumX += x;
      sumY += y;
      if (n > 1) {
        double dx = x * n - sumX;
        double dy = y * n - sumY;
        double scale = 1 / (n * (n - 1));
        squareX += dx * dx * scale;
        squareY += dy * dy * scale;
        product += dx * dy * scale;
      }
    }
  }

  /** A formula over the sums; NaN where SQL has NULL. */
  private interface Formula {
    double of(Pairs sums);
  }

  private static Accumulator state(Formula formula) {
    return new Pairs() {
      @Override
      @Nullable Object value() {
        double result = formula.of(this);
        return Double.isNaN(result) && !Double.isNaN(sumX) && !Double.isNaN(sumY) ? null : result;
      }
    };
  }

  public static Accumulator corr() {
    return state(
        s ->
            s.squareX == 0 || s.squareY == 0
                ? Double.NaN
                : s.product / Math.sqrt(s.squareX * s.squareY));
  }

  public static Accumulator covarPop() {
    return state(s -> s.product / s.n);
  }

  public static Accumulator covarSamp() {
    return state(s -> s.n < 2 ? Double.NaN : s.product / (s.n - 1));
  }

  public static Accumulator regrSlope() {
    return state(s -> s.squareX == 0 ? Double.NaN : s.product / s.squareX);
  }

  public static Accumulator regrIntercept() {
    return state(
        s -> s.squareX == 0 ? Double.NaN : (s.sumY - s.sumX * s.product / s.squareX) / s.n);
  }

  public static Accumulator regrR2() {
    return state(
        s ->
            s.squareX == 0
                ? Double.NaN
                : s.squareY == 0 ? 1 : s.product * s.product / (s.squareX * s.squareY));
  }

  public static Accumulator regrAvgx() {
    return state(s -> s.sumX / s.n);
  }

  public static Accumulator regrAvgy() {
    return state(s -> s.sumY / s.n);
  }

  public static Accumulator regrSxx() {
    return state(s -> s.squareX);
  }

  public static Accumulator regrSyy() {
    return state(s -> s.squareY);
  }

  public static Accumulator regrSxy() {
    return state(s -> s.product);
  }

  public static Accumulator regrCount() {
    return new Pairs() {
      @Override
      Object value() {
        return (long) n;
      }

      @Override
      Object empty() {
        return 0L;
      }
    };
  }
}
