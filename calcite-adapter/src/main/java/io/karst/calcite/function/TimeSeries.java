package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moments an interval apart, from the first one up or down to a last one. */
final class TimeSeries implements Iterator<Object[]> {
  /** How an interval is added to a moment. */
  interface Addition {
    long apply(long time, Interval interval);
  }

  private final long last;
  private final Interval step;
  private final Addition addition;
  private final AtomicBoolean cancelled;
  private final boolean up;
  private long next;

  TimeSeries(long first, long last, Interval step, Addition addition, AtomicBoolean cancelled) {
    this.next = first;
    this.last = last;
    this.step = step;
    this.addition = addition;
    this.cancelled = cancelled;
    this.up = step.compareTo(Interval.ZERO) > 0;
  }

  @Override
  public boolean hasNext() {
    return up ? next <= last : next >= last;
  }

  @Override
  public Object[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (cancelled.get()) {
      throw new KarstException(ErrorCode.QUERY_CANCELED, "canceling statement due to user request");
    }
    Object[] row = {next};
    next = addition.apply(next, step);
    return row;
  }
}
