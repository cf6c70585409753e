package io.karst.calcite.exec;

import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/** A value that is known when an execution starts, as expressions represent it. */
public sealed interface BoundValue {

  /** The value in this execution. */
  @Nullable Object evaluate(KarstDataContext context);

  /** Written in the statement. */
  record Constant(@Nullable Object value) implements BoundValue {
    @Override
    public @Nullable Object evaluate(KarstDataContext context) {
      return value;
    }
  }

  /** A parameter. */
  record Parameter(int index) implements BoundValue {
    @Override
    public @Nullable Object evaluate(KarstDataContext context) {
      return context.parameter(index);
    }
  }

  /** An expression over literals and parameters, compiled. */
  record Computed(Function1<DataContext, @Nullable Object[]> function) implements BoundValue {
    @Override
    public @Nullable Object evaluate(KarstDataContext context) {
      return function.apply(context)[0];
    }
  }
}
