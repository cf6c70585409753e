package io.karst.calcite.function;

import org.jspecify.annotations.Nullable;

/** The state of one aggregate over one group. Used by one thread. */
public abstract class Accumulator {
  private boolean seen;

  /** Takes a row's arguments; those the aggregate does not have are null. */
  public final void take(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
    seen = true;
    add(first, second, third);
  }

  abstract void add(@Nullable Object first, @Nullable Object second, @Nullable Object third);

  /** The aggregate of the rows so far. */
  public final @Nullable Object result() {
    return seen ? value() : empty();
  }

  abstract @Nullable Object value();

  /** The result without rows. */
  @Nullable Object empty() {
    return null;
  }
}
