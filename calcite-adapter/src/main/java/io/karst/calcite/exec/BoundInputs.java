package io.karst.calcite.exec;

import org.jspecify.annotations.Nullable;

/** What bounds look at when an execution starts. */
public interface BoundInputs {

  /** The value of a parameter. */
  @Nullable Object parameter(int index);

  /**
   * Whether values are canonical storage values; otherwise they are as expressions represent them.
   */
  boolean canonical();
}
