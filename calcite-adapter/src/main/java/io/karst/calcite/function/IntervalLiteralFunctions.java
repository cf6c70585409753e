package io.karst.calcite.function;

import io.karst.storage.value.Interval;
import org.apache.calcite.linq4j.function.Deterministic;
import org.jspecify.annotations.Nullable;

/** Makes the constant intervals of generated code, which hoists what a class like this returns. */
@Deterministic
public final class IntervalLiteralFunctions {
  private IntervalLiteralFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        IntervalLiteralFunctions.class,
        "$interval(int8,int8,int8):interval",
        "of",
        "$interval():interval?",
        "none");
  }

  /** NULL: generated code writes that of Calcite's intervals as one of a number. */
  public static @Nullable Interval none() {
    return null;
  }

  public static Interval of(long months, long days, long micros) {
    return new Interval((int) months, (int) days, micros);
  }
}
