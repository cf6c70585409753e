package io.karst.calcite.type;

import static java.util.Objects.requireNonNull;

import io.karst.storage.value.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Canonical storage values to the objects Enumerable code works on, and back.
 *
 * <p>Differences: BYTEA is {@link ByteString}, vectors and arrays are lists. Everything else is the
 * same object.
 */
public final class ValueMapping {
  private ValueMapping() {}

  /** Whether values of the type are the same object on both sides. */
  public static boolean isIdentity(ColumnType type) {
    return switch (type.kind()) {
      case BYTEA, VECTOR, ARRAY -> false;
      default -> true;
    };
  }

  /** Storage to expression. */
  public static @Nullable Object toInternal(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    switch (type.kind()) {
      case BYTEA -> {
        return new ByteString((byte[]) value);
      }
      case VECTOR -> {
        return new FloatVector((float[]) value);
      }
      case ARRAY -> {
        ColumnType element = requireNonNull(type.element(), "element");
        Object[] elements = (Object[]) value;
        List<@Nullable Object> list = new ArrayList<>(elements.length);
        for (Object item : elements) {
          list.add(toInternal(element, item));
        }
        return list;
      }
      default -> {
        return value;
      }
    }
  }

  /** Expression to storage. */
  public static @Nullable Object toStorage(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case SMALLINT -> value instanceof Short ? value : (Object) ((Number) value).shortValue();
      case INTEGER, DATE -> value instanceof Integer ? value : (Object) ((Number) value).intValue();
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ ->
          value instanceof Long ? value : (Object) ((Number) value).longValue();
      case REAL -> value instanceof Float ? value : (Object) ((Number) value).floatValue();
      case DOUBLE -> value instanceof Double ? value : (Object) ((Number) value).doubleValue();
      case DECIMAL -> value instanceof BigDecimal ? value : new BigDecimal(value.toString());
      case BYTEA -> value instanceof ByteString bytes ? bytes.getBytes() : value;
      case UUID -> value instanceof UUID ? value : UUID.fromString(value.toString());
      case VECTOR -> FloatVector.valuesOf((List<?>) value);
      case ARRAY -> arrayToStorage(requireNonNull(type.element(), "element"), (List<?>) value);
      case VARCHAR, CHAR, JSON -> text(value);
      case BOOLEAN, INTERVAL -> value;
    };
  }

  private static @Nullable Object[] arrayToStorage(ColumnType element, List<?> list) {
    @Nullable Object[] result = new Object[list.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = toStorage(element, list.get(i));
    }
    return result;
  }

  /** Text of values that have no column type of their own: rows and maps. */
  private static String text(Object value) {
    if (value instanceof Object[] row) {
      StringBuilder out = new StringBuilder("(");
      for (int i = 0; i < row.length; i++) {
        out.append(i == 0 ? "" : ",").append(row[i] == null ? "" : text(row[i]));
      }
      return out.append(')').toString();
    }
    if (value instanceof Map<?, ?> map) {
      return map.toString();
    }
    return value.toString();
  }
}
