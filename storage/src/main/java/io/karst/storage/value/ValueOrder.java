package io.karst.storage.value;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The order of canonical values, the same as the order of their keys. */
final class ValueOrder {
  private ValueOrder() {}

  /** Compares two non-null canonical objects of one type. */
  static int compare(Object left, Object right) {
    if (left instanceof Long number) {
      return number.compareTo((Long) right);
    }
    if (left instanceof Integer number) {
      return number.compareTo((Integer) right);
    }
    if (left instanceof String text) {
      return compareText(text, (String) right);
    }
    if (left instanceof Double number) {
      return compareDouble(number, (Double) right);
    }
    if (left instanceof BigDecimal number) {
      return number.compareTo((BigDecimal) right);
    }
    if (left instanceof UUID id) {
      return EntityId.compare(id, (UUID) right);
    }
    if (left instanceof Boolean flag) {
      return flag.compareTo((Boolean) right);
    }
    if (left instanceof Short number) {
      return number.compareTo((Short) right);
    }
    if (left instanceof Float number) {
      return compareDouble(number, (Float) right);
    }
    if (left instanceof Interval interval) {
      return interval.compareTo((Interval) right);
    }
    if (left instanceof byte[] bytes) {
      return Arrays.compareUnsigned(bytes, (byte[]) right);
    }
    if (left instanceof float[] vector) {
      return compareVector(vector, (float[]) right);
    }
    if (left instanceof Object[] array) {
      return compareArray(array, (Object[]) right);
    }
    throw new IllegalArgumentException("no canonical value: " + left.getClass().getName());
  }

  /** NaN is equal to itself and greater than everything else; -0.0 = 0.0. */
  static int compareDouble(double left, double right) {
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    if (left == right) {
      return 0;
    }
    return Boolean.compare(Double.isNaN(left), Double.isNaN(right));
  }

  /** By code point, which is the byte order of UTF-8; String.compareTo differs above U+FFFF. */
  static int compareText(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean surrogateA = Character.isSurrogate(a);
        if (surrogateA != Character.isSurrogate(b)) {
          return surrogateA ? 1 : -1;
        }
        return a - b;
      }
    }
    return left.length() - right.length();
  }

  private static int compareVector(float[] left, float[] right) {
    int length = Math.min(left.length, right.length);
    for (int i = 0; i < length; i++) {
      int order = compareDouble(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int compareArray(@Nullable Object[] left, @Nullable Object[] right) {
    int length = Math.min(left.length, right.length);
    for (int i = 0; i < length; i++) {
      Object a = left[i];
      Object b = right[i];
      int order = a == null || b == null ? Boolean.compare(a == null, b == null) : compare(a, b);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  /** Equal values have equal hashes, also 1.0 and 1.00, -0.0 and 0.0. */
  static int hash(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Double number) {
      return Double.hashCode(number == 0 ? 0.0 : number);
    }
    if (value instanceof Float number) {
      return Float.hashCode(number == 0 ? 0.0f : number);
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().hashCode();
    }
    if (value instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    }
    if (value instanceof float[] vector) {
      int hash = 1;
      for (float component : vector) {
        hash = 31 * hash + Float.hashCode(component == 0 ? 0.0f : component);
      }
      return hash;
    }
    if (value instanceof Object[] array) {
      int hash = 1;
      for (Object element : array) {
        hash = 31 * hash + hash(element);
      }
      return hash;
    }
    return value.hashCode();
  }
}
