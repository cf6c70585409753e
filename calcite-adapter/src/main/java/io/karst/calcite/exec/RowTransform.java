package io.karst.calcite.exec;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.jspecify.annotations.Nullable;

/** What an operator over one input does with its rows. */
public interface RowTransform {
  /** Reads the input and gives the operator's rows; called by generated code. */
  Enumerable<@Nullable Object> run(DataContext root, Enumerable<?> input);
}
