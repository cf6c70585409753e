package io.karst.calcite.function;

import io.karst.storage.value.Interval;
import java.util.List;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.jspecify.annotations.Nullable;

/** Sum and average of intervals. */
public final class IntervalAggregates {
  public static final SqlAggFunction SUM = aggregate("sum");
  public static final SqlAggFunction AVG = aggregate("avg");

  private IntervalAggregates() {}

  static void register(FunctionTable table) {
    table.add(SUM);
    table.add(AVG);
  }

  private static SqlAggFunction aggregate(String name) {
    return NativeAggregate.of(
        "$interval_" + name,
        ReturnTypes.ARG0_NULLABLE_IF_EMPTY,
        List.of(SqlTypeFamily.ANY),
        true,
        IntervalAggregates.class,
        name);
  }

  public static Accumulator sum() {
    return new Total(false);
  }

  public static Accumulator avg() {
    return new Total(true);
  }

  private static final class Total extends Accumulator {
    private final boolean average;
    private @Nullable Interval sum;
    private long count;

    Total(boolean average) {
      this.average = average;
    }

    @Override
    void add(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
      if (first instanceof Interval interval) {
        sum = sum == null ? interval : sum.plus(interval);
        count++;
      }
    }

    @Override
    @Nullable Object value() {
      return sum == null || !average ? sum : sum.dividedBy((double) count);
    }
  }
}
