package io.karst.calcite.exec;

import java.util.Comparator;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Orders rows by one column, and looks whether the statement is to stop. Calcite's comparator for
 * this makes decimals of numbers, which is slow and knows no NaN.
 */
public final class ColumnOrder implements Comparator<@Nullable Object> {
  private final DataContext context;
  private final boolean nullsFirst;
  private final boolean descending;

  private ColumnOrder(DataContext context, boolean nullsFirst, boolean descending) {
    this.context = context;
    this.nullsFirst = nullsFirst;
    this.descending = descending;
  }

  /** Called by generated code; NULL comes first or last in either direction. */
  public static Comparator<@Nullable Object> of(
      DataContext context, boolean nullsFirst, boolean descending) {
    return new ColumnOrder(context, nullsFirst, descending);
  }

  @Override
  public int compare(@Nullable Object left, @Nullable Object right) {
    KarstDataContext.checkCancelled(context);
    if (left == null || right == null) {
      return RowOrder.compareNulls(left, right, nullsFirst);
    }
    int order = RowOrder.compareValues(left, right);
    return descending ? -order : order;
  }
}
