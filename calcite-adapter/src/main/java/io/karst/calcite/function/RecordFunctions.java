package io.karst.calcite.function;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows compared as values: field by field, NULL equal to NULL and above all others. */
public final class RecordFunctions {
  private RecordFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        RecordFunctions.class,
        "~$record_order(any,any):int4",
        "order",
        "$record_member(any,array):bool",
        "member");
  }

  /** Whether a row is among others. */
  public static boolean member(Object row, List<?> rows) {
    for (Object each : rows) {
      if (compare(row, each) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Below, equal or above; a row of nothing but NULL is null. */
  public static Integer order(@Nullable Object left, @Nullable Object right) {
    return compare(left, right);
  }

  @SuppressWarnings("unchecked") // values of one field have one class, but for numbers
  private static int compare(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == null ? (right == null ? 0 : 1) : -1;
    }
    if (isMany(left) && isMany(right)) {
      return compareAll(many(left), many(right));
    }
    if (left instanceof UUID a && right instanceof UUID b) {
      return ComparisonFunctions.compare(a, b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a + 0.0, b + 0.0);
    }
    if (left instanceof Number && right instanceof Number && left.getClass() != right.getClass()) {
      return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static boolean isMany(Object value) {
    return value instanceof List<?> || value instanceof Object[];
  }

  private static Object[] many(Object value) {
    return value instanceof List<?> list ? list.toArray() : (Object[]) value;
  }

  private static int compareAll(Object[] left, Object[] right) {
    for (int i = 0; i < left.length && i < right.length; i++) {
      int order = compare(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }
}
