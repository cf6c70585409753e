package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** {@code generate_series}: numbers, or timestamps an interval apart. */
public final class SeriesFunctions {
  private SeriesFunctions() {}

  static void register(FunctionTable table) {
    String number = "generate_series int8";
    String time = "generate_series timestamp";
    Class<?> holder = SeriesFunctions.class;
    table.add(NativeTableFunction.of(holder, "numbers", "generate_series(int8,int8)", number));
    table.add(NativeTableFunction.of(holder, "numbers", "generate_series(int8,int8,int8)", number));
    String decimal = "generate_series numeric";
    table.add(
        NativeTableFunction.of(holder, "decimals", "generate_series(numeric,numeric)", decimal));
    table.add(
        NativeTableFunction.of(
            holder, "decimals", "generate_series(numeric,numeric,numeric)", decimal));
    table.add(
        NativeTableFunction.of(
            holder, "times", "generate_series(timestamp,timestamp,interval)", time));
    table.add(
        NativeTableFunction.of(
            holder,
            "instants",
            "generate_series(timestamptz,timestamptz,interval)",
            "generate_series timestamptz"));
    table.add(
        NativeTableFunction.of(
            holder, "days", "generate_series(date,date,interval)", "generate_series timestamptz"));
  }

  public static Enumerable<Object[]> numbers(
      DataContext context, @Nullable Long from, @Nullable Long to) {
    return numbers(context, from, to, 1L);
  }

  public static Enumerable<Object[]> numbers(
      DataContext context, @Nullable Long from, @Nullable Long to, @Nullable Long step) {
    if (from == null || to == null || step == null) {
      return Linq4j.emptyEnumerable();
    }
    if (step == 0) {
      throw new KarstException(ErrorCode.INVALID_PARAMETER, "step size cannot equal zero");
    }
    long first = from;
    long last = to;
    long by = step;
    AtomicBoolean cancelled = SessionFunctions.context(context).cancelled();
    return Linq4j.asEnumerable(() -> new Series(first, last, by, cancelled));
  }

  public static Enumerable<Object[]> decimals(
      DataContext context, @Nullable BigDecimal from, @Nullable BigDecimal to) {
    return decimals(context, from, to, BigDecimal.ONE);
  }

  /** The first number as it is, the others with the digits of the sums. */
  public static Enumerable<Object[]> decimals(
      DataContext context,
      @Nullable BigDecimal from,
      @Nullable BigDecimal to,
      @Nullable BigDecimal step) {
    if (from == null || to == null || step == null) {
      return Linq4j.emptyEnumerable();
    }
    if (step.signum() == 0) {
      throw new KarstException(ErrorCode.INVALID_PARAMETER, "step size cannot equal zero");
    }
    AtomicBoolean cancelled = SessionFunctions.context(context).cancelled();
    return Linq4j.asEnumerable(
        () ->
            Stream.iterate(
                    from,
                    next -> next.compareTo(to) * step.signum() <= 0 && !cancelled.get(),
                    next -> next.add(step))
                .map(next -> new Object[] {next})
                .iterator());
  }

  public static Enumerable<Object[]> times(
      DataContext context, @Nullable Long from, @Nullable Long to, @Nullable Interval step) {
    return times(context, from, to, step, TimeCasts::add);
  }

  public static Enumerable<Object[]> instants(
      DataContext context, @Nullable Long from, @Nullable Long to, @Nullable Interval step) {
    return times(context, from, to, step, (time, by) -> TimeCasts.addToInstant(context, time, by));
  }

  public static Enumerable<Object[]> days(
      DataContext context, @Nullable Integer from, @Nullable Integer to, @Nullable Interval step) {
    return instants(
        context,
        from == null ? null : TimeCasts.instantOfDate(context, from),
        to == null ? null : TimeCasts.instantOfDate(context, to),
        step);
  }

  private static Enumerable<Object[]> times(
      DataContext context,
      @Nullable Long from,
      @Nullable Long to,
      @Nullable Interval step,
      TimeSeries.Addition addition) {
    if (from == null || to == null || step == null) {
      return Linq4j.emptyEnumerable();
    }
    if (step.equals(Interval.ZERO)) {
      throw new KarstException(ErrorCode.INVALID_PARAMETER, "step size cannot equal zero");
    }
    long first = from;
    long last = to;
    AtomicBoolean cancelled = SessionFunctions.context(context).cancelled();
    return Linq4j.asEnumerable(() -> new TimeSeries(first, last, step, addition, cancelled));
  }

  /** The values one after another; ends before an overflow. */
  private static final class Series implements Iterator<Object[]> {
    private final long last;
    private final long step;
    private final AtomicBoolean cancelled;
    private long next;
    private boolean done;

    Series(long first, long last, long step, AtomicBoolean cancelled) {
      this.next = first;
      this.last = last;
      this.step = step;
      this.cancelled = cancelled;
    }

    @Override
    public boolean hasNext() {
      return !done && (step > 0 ? next <= last : next >= last);
    }

    @Override
    public Object[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (cancelled.get()) {
        throw new KarstException(
            ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
      }
      Object[] row = {next};
      long after = next + step;
      done = step > 0 ? after < next : after > next;
      next = after;
      return row;
    }
  }
}
