package io.karst.calcite.exec;

import io.karst.calcite.function.Metric;
import io.karst.calcite.type.FloatVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * The k rows nearest to a vector, exactly: one pass over the input with a heap of k rows. Rows
 * without a vector come last; equal distances keep the order of the input. Rows leave nearest
 * first.
 */
public final class VectorTopK implements RowTransform {
  private final int column;
  private final int columns;
  private final Metric metric;
  private final BoundValue query;
  private final BoundValue limit;

  /**
   * Creates the operator.
   *
   * @param column of the input that holds the vector
   * @param columns of the input
   */
  public VectorTopK(int column, int columns, Metric metric, BoundValue query, BoundValue limit) {
    this.column = column;
    this.columns = columns;
    this.metric = metric;
    this.query = query;
    this.limit = limit;
  }

  /** A row and its distance; NULL and NaN are larger than all numbers. */
  private record Found(@Nullable Object row, double distance, boolean isNull, long order) {}

  private static final Comparator<Found> NEAREST_FIRST =
      Comparator.comparing(Found::isNull)
          .thenComparingDouble(Found::distance)
          .thenComparingLong(Found::order);

  @Override
  public Enumerable<@Nullable Object> run(DataContext root, Enumerable<?> input) {
    KarstDataContext context = (KarstDataContext) root;
    return new AbstractEnumerable<Object>() {
      @Override
      public Enumerator<Object> enumerator() {
        return Linq4j.enumerator(nearest(context, input));
      }
    };
  }

  private List<@Nullable Object> nearest(KarstDataContext context, Enumerable<?> input) {
    Object wanted = query.evaluate(context);
    Object most = limit.evaluate(context);
    long k = most == null ? Long.MAX_VALUE : ((Number) most).longValue();
    float[] target = wanted == null ? null : FloatVector.valuesOf((List<?>) wanted);
    PriorityQueue<Found> heap = new PriorityQueue<>(NEAREST_FIRST.reversed());
    long order = 0;
    try (Enumerator<?> rows = input.enumerator()) {
      while (k > 0 && rows.moveNext()) {
        Object row = rows.current();
        Object value = columns == 1 ? row : ((Object[]) row)[column];
        boolean isNull = value == null || target == null;
        double distance =
            value == null || target == null
                ? 0
                : metric.between(FloatVector.valuesOf((List<?>) value), target);
        Found found = new Found(row, distance, isNull, order++);
        if (heap.size() < k) {
          heap.add(found);
        } else if (NEAREST_FIRST.compare(found, heap.element()) < 0) {
          heap.remove();
          heap.add(found);
        }
      }
    }
    List<Found> sorted = new ArrayList<>(heap);
    sorted.sort(NEAREST_FIRST);
    List<@Nullable Object> result = new ArrayList<>(sorted.size());
    for (Found found : sorted) {
      result.add(found.row());
    }
    return result;
  }
}
