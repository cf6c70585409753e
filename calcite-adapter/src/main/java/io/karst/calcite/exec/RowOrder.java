package io.karst.calcite.exec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders rows by some of their columns.
 *
 * @param columns the keys
 * @param descending for each key its direction
 * @param nullsFirst for each key whether NULL comes first
 */
public record RowOrder(int[] columns, boolean[] descending, boolean[] nullsFirst)
    implements Comparator<@Nullable Object[]> {

  @Override
  public int compare(@Nullable Object[] left, @Nullable Object[] right) {
    for (int i = 0; i < columns.length; i++) {
      Object a = left[columns[i]];
      Object b = right[columns[i]];
      int order;
      if (a == null || b == null) {
        order = compareNulls(a, b, nullsFirst[i]);
      } else {
        order = compareValues(a, b);
        order = descending[i] ? -order : order;
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static int compareNulls(@Nullable Object left, @Nullable Object right, boolean first) {
    return left == null && right == null ? 0 : (left == null) == first ? -1 : 1;
  }

  @SuppressWarnings("unchecked") // values of one column have one class
  static int compareValues(Object left, Object right) {
    if (left instanceof UUID a && right instanceof UUID b) {
      int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
      return high != 0
          ? high
          : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a + 0.0, b + 0.0);
    }
    if (left instanceof Float a && right instanceof Float b) {
      return Float.compare(a + 0.0f, b + 0.0f);
    }
    if (left instanceof Object[] a && right instanceof Object[] b) {
      return compareValues(Arrays.asList(a), Arrays.asList(b));
    }
    if (left instanceof java.util.List<?> a && right instanceof java.util.List<?> b) {
      int size = Math.min(a.size(), b.size());
      for (int i = 0; i < size; i++) {
        Object x = a.get(i);
        Object y = b.get(i);
        int order = x == null || y == null ? compareNulls(x, y, false) : compareValues(x, y);
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    return ((Comparable<Object>) left).compareTo(right);
  }
}
