package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.EntityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** States of the aggregates over sorted values: percentiles, mode, ranks of a value. */
public final class OrderedSets {
  private OrderedSets() {}

  @SuppressWarnings("unchecked") // values of one column have one class
  private static int compare(Object left, Object right) {
    if (left instanceof Double a && right instanceof Double b && a == 0 && b == 0) {
      return 0;
    }
    if (left instanceof UUID a && right instanceof UUID b) {
      return EntityId.compare(a, b);
    }
    return ((Comparable<Object>) left).compareTo(right);
  }

  /** Collects values; arguments are {@code (parameter, value, descending)}. */
  private abstract static class Sorted extends Accumulator {
    final List<@Nullable Object> values = new ArrayList<>();
    @Nullable Object parameter;
    boolean descending;

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      parameter = first;
      values.add(second);
      descending = Boolean.TRUE.equals(third);
    }

    final void sort() {
      Comparator<@Nullable Object> order =
          Comparator.nullsLast((a, b) -> compare(requireNonNull(a), requireNonNull(b)));
      values.sort(descending ? order.reversed() : order);
    }

    final Object each(Object fraction) {
      if (!(fraction instanceof List<?> list)) {
        return at(checked(fraction));
      }
      List<@Nullable Object> results = new ArrayList<>();
      for (Object item : list) {
        results.add(item == null ? null : at(checked(item)));
      }
      return results;
    }

    private static double checked(Object fraction) {
      double value = ((Number) fraction).doubleValue();
      if (!(value >= 0 && value <= 1)) {
        throw new KarstException(
            ErrorCode.NUMERIC_OUT_OF_RANGE,
            "percentile value " + value + " is not between 0 and 1");
      }
      return value;
    }

    Object at(double fraction) {
      throw new IllegalStateException("no value at " + fraction);
    }
  }

  public static Accumulator continuous() {
    return new Sorted() {
      @Override
      Object value() {
        sort();
        return each(requireNonNull(parameter));
      }

      @Override
      Object at(double fraction) {
        double place = fraction * (values.size() - 1);
        int below = (int) Math.floor(place);
        double low = number(below);
        return low + (place - below) * (number((int) Math.ceil(place)) - low);
      }

      private double number(int index) {
        return ((Number) requireNonNull(values.get(index))).doubleValue();
      }
    };
  }

  public static Accumulator discrete() {
    return new Sorted() {
      @Override
      Object value() {
        sort();
        return each(requireNonNull(parameter));
      }

      @Override
      Object at(double fraction) {
        int row = (int) Math.ceil(fraction * values.size());
        return requireNonNull(values.get(Math.max(0, row - 1)));
      }
    };
  }

  /**
   * The most frequent value, the first of these in order; arguments {@code (value, descending)}.
   */
  public static Accumulator mode() {
    return new Sorted() {
      @Override
      void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        super.add(null, first, second);
      }

      @Override
      @Nullable Object value() {
        sort();
        Object best = null;
        Object run = null;
        int bestCount = 0;
        int count = 0;
        for (Object each : values) {
          Object value = requireNonNull(each);
          if (run == null || compare(value, run) != 0) {
            run = value;
            count = 0;
          }
          if (++count > bestCount) {
            best = run;
            bestCount = count;
          }
        }
        return best;
      }
    };
  }

  /** Counts values before the parameter and equal to it. */
  private abstract static class Hypothetical extends Sorted {
    long before;
    long distinctBefore;
    long equal;

    final void count() {
      sort();
      Object last = this;
      for (Object value : values) {
        int order = order(value);
        if (order < 0) {
          before++;
          distinctBefore += last != this && order(last, value) == 0 ? 0 : 1;
          last = value;
        } else if (order == 0) {
          equal++;
        }
      }
    }

    private int order(@Nullable Object value) {
      return order(value, parameter);
    }

    private int order(@Nullable Object left, @Nullable Object right) {
      int order =
          left == null || right == null
              ? Boolean.compare(left == null, right == null)
              : compareNumbers(left, right);
      return descending ? -order : order;
    }

    private static int compareNumbers(Object left, Object right) {
      return left instanceof Number a && right instanceof Number b && a.getClass() != b.getClass()
          ? Double.compare(a.doubleValue(), b.doubleValue())
          : compare(left, right);
    }
  }

  public static Accumulator rank() {
    return new Hypothetical() {
      @Override
      Object value() {
        count();
        return before + 1;
      }

      @Override
      Object empty() {
        return 1L;
      }
    };
  }

  public static Accumulator denseRank() {
    return new Hypothetical() {
      @Override
      Object value() {
        count();
        return distinctBefore + 1;
      }

      @Override
      Object empty() {
        return 1L;
      }
    };
  }

  public static Accumulator percentRank() {
    return new Hypothetical() {
      @Override
      Object value() {
        count();
        return (double) before / values.size();
      }

      @Override
      Object empty() {
        return 0d;
      }
    };
  }

  public static Accumulator cumeDist() {
    return new Hypothetical() {
      @Override
      Object value() {
        count();
        return (before + equal + 1d) / (values.size() + 1d);
      }

      @Override
      Object empty() {
        return 1d;
      }
    };
  }
}
