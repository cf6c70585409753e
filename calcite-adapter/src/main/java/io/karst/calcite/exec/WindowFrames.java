package io.karst.calcite.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** Window functions of one partitioning and order: reads all rows, adds a column per function. */
public final class WindowFrames implements RowTransform {
  private final int columns;
  private final int[] partition;
  private final RowOrder order;
  private final List<FrameCall> calls;

  /**
   * Creates the operator.
   *
   * @param columns of the input
   * @param partition columns whose values a partition's rows share
   */
  public WindowFrames(int columns, int[] partition, RowOrder order, List<FrameCall> calls) {
    this.columns = columns;
    this.partition = partition.clone();
    this.order = order;
    this.calls = List.copyOf(calls);
  }

  @Override
  public Enumerable<@Nullable Object> run(DataContext root, Enumerable<?> input) {
    return new AbstractEnumerable<Object>() {
      @Override
      public Enumerator<Object> enumerator() {
        return Linq4j.enumerator(rows(root, input));
      }
    };
  }

  private List<Object> rows(DataContext root, Enumerable<?> input) {
    Map<List<@Nullable Object>, List<@Nullable Object[]>> partitions = new LinkedHashMap<>();
    try (Enumerator<?> rows = input.enumerator()) {
      while (rows.moveNext()) {
        KarstDataContext.checkCancelled(root);
        Object current = rows.current();
        @Nullable Object[] row =
            columns == 1 ? new @Nullable Object[] {current} : (@Nullable Object[]) current;
        @Nullable Object[] key = new @Nullable Object[partition.length];
        for (int i = 0; i < key.length; i++) {
          key[i] = row[partition[i]];
        }
        partitions.computeIfAbsent(Arrays.asList(key), any -> new ArrayList<>()).add(row);
      }
    }
    List<Object> result = new ArrayList<>();
    for (List<@Nullable Object[]> rows : partitions.values()) {
      KarstDataContext.checkCancelled(root);
      compute(root, rows, result);
    }
    return result;
  }

  private void compute(DataContext root, List<@Nullable Object[]> rows, List<Object> result) {
    rows.sort(order);
    List<@Nullable Object[]> wide = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      wide.add(Arrays.copyOf(row, columns + calls.size()));
    }
    @Nullable Object[] places = new @Nullable Object[order.columns().length == 1 ? rows.size() : 0];
    for (int i = 0; i < places.length; i++) {
      places[i] = rows.get(i)[order.columns()[0]];
    }
    for (int call = 0; call < calls.size(); call++) {
      FrameCall function = calls.get(call);
      @Nullable Object[] values =
          function.compute(root, rows, new FrameRows(function.frame(), rows, order, places));
      for (int i = 0; i < values.length; i++) {
        wide.get(i)[columns + call] = values[i];
      }
    }
    result.addAll(wide);
  }
}
