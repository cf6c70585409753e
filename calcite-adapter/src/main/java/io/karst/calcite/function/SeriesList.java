package io.karst.calcite.function;

import java.util.AbstractList;

/** The numbers of a series, none of them held. */
final class SeriesList extends AbstractList<Object> {
  private final long first;
  private final long step;
  private final int size;
  private final boolean integers;

  private SeriesList(long first, long step, int size, boolean integers) {
    this.first = first;
    this.step = step;
    this.size = size;
    this.integers = integers;
  }

  /** Longs; at most {@link Integer#MAX_VALUE} of them. */
  static SeriesList of(long first, long last, long step) {
    return new SeriesList(first, step, size(first, last, step), false);
  }

  /** Integers. */
  static SeriesList integers(int first, int last, int step) {
    return new SeriesList(first, step, size(first, last, step), true);
  }

  private static int size(long first, long last, long step) {
    if (step == 0) {
      throw SetFunctions.zeroStep();
    }
    if (step > 0 ? first > last : first < last) {
      return 0;
    }
    // The distance may need all 64 bits.
    long steps =
        step > 0
            ? Long.divideUnsigned(last - first, step)
            : Long.divideUnsigned(first - last, -step);
    return Long.compareUnsigned(steps, Integer.MAX_VALUE) < 0 ? (int) steps + 1 : Integer.MAX_VALUE;
  }

  @Override
  public Object get(int index) {
    java.util.Objects.checkIndex(index, size);
    long value = first + index * step;
    return integers ? (Object) (int) value : (Object) value;
  }

  @Override
  public int size() {
    return size;
  }
}
