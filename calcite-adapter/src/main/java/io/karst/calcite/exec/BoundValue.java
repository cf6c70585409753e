package io.karst.calcite.exec;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/** A value that is known when an execution starts, in the form its inputs have. */
public sealed interface BoundValue {

  /** The value in this execution. */
  @Nullable Object evaluate(BoundInputs inputs);

  /** Written in the statement. */
  record Constant(@Nullable Object value) implements BoundValue {
    @Override
    public @Nullable Object evaluate(BoundInputs inputs) {
      return value;
    }
  }

  /** A parameter. */
  record Parameter(int index) implements BoundValue {
    @Override
    public @Nullable Object evaluate(BoundInputs inputs) {
      return inputs.parameter(index);
    }
  }

  /** An expression over literals and parameters, compiled. */
  record Computed(Function1<DataContext, @Nullable Object[]> function) implements BoundValue {
    @Override
    public @Nullable Object evaluate(BoundInputs inputs) {
      return function.apply((KarstDataContext) inputs)[0];
    }
  }
}
