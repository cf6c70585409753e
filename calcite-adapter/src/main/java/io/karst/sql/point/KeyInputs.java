package io.karst.sql.point;

import io.karst.calcite.exec.BoundInputs;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one execution.
 *
 * @param values canonical
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record KeyInputs(@Nullable Object[] values) implements BoundInputs {

  @Override
  public @Nullable Object parameter(int index) {
    return values[index];
  }

  @Override
  public boolean canonical() {
    return true;
  }
}
