package io.karst.calcite.exec;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.linq4j.function.EqualityComparer;
import org.jspecify.annotations.Nullable;

/** Equality of rows as SQL has it: 1.0 equals 1.00, and minus zero zero. */
public final class RowEquality implements EqualityComparer<@Nullable Object> {
  @Override
  public boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Object[] a && right instanceof Object[] b) {
      for (int i = 0; i < a.length; i++) {
        if (!equal(a[i], b[i])) {
          return false;
        }
      }
      return a.length == b.length;
    }
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (left instanceof Double a && right instanceof Double b) {
      return Double.compare(a + 0.0, b + 0.0) == 0;
    }
    if (left instanceof Float a && right instanceof Float b) {
      return Float.compare(a + 0.0f, b + 0.0f) == 0;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return equal(a.toArray(), b.toArray());
    }
    return Objects.equals(left, right);
  }

  @Override
  public int hashCode(@Nullable Object value) {
    if (value instanceof Object[] values) {
      int hash = 1;
      for (Object each : values) {
        hash = 31 * hash + hashCode(each);
      }
      return hash;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().hashCode();
    }
    if (value instanceof Double number) {
      return Double.hashCode(number + 0.0);
    }
    if (value instanceof Float number) {
      return Float.hashCode(number + 0.0f);
    }
    return value instanceof List<?> list ? hashCode(list.toArray()) : Objects.hashCode(value);
  }
}
