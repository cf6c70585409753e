package io.karst.calcite.exec;

import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function0;

/**
 * Rows that are computed from the beginning each time they are read: what groups or sorts its input
 * does so when it is made, which would be once for all rounds of a recursive query.
 */
public final class RepeatedRows<T> extends AbstractEnumerable<T> {
  private final Function0<Enumerable<T>> query;

  private RepeatedRows(Function0<Enumerable<T>> query) {
    this.query = query;
  }

  /** Called by generated code. */
  public static <T> Enumerable<T> of(Function0<Enumerable<T>> query) {
    return new RepeatedRows<>(query);
  }

  @Override
  public Enumerator<T> enumerator() {
    return query.apply().enumerator();
  }
}
