package io.karst.calcite.function;

import io.karst.calcite.type.JsonTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * Keys of rows and arrays: the same object for values that SQL calls equal. A shape says what lies
 * inside: {@code j} jsonb, {@code v} any other value, {@code (...)} a row, {@code [x]} an array.
 */
public final class ValueShape {
  private ValueShape() {}

  static void register(FunctionTable table) {
    table.add(
        ValueShape.class,
        "equality_key(any,text):any",
        "key",
        "$sort_key(any,text):any",
        "sortKey");
  }

  /** The shape of the values of a type. */
  public static String of(RelDataType type) {
    StringBuilder out = new StringBuilder();
    append(out, type);
    return out.toString();
  }

  private static void append(StringBuilder out, RelDataType type) {
    RelDataType element = type.getComponentType();
    if (type.isStruct()) {
      out.append('(');
      for (RelDataTypeField field : type.getFieldList()) {
        append(out, field.getType());
      }
      out.append(')');
    } else if (element != null) {
      out.append('[');
      append(out, element);
      out.append(']');
    } else {
      out.append(JsonTypes.isJsonb(type) ? 'j' : 'v');
    }
  }

  /** The key of a value of a shape. */
  public static Object key(Object value, String shape) {
    Object key = new Reader(shape).key(value);
    return key == null ? value : key;
  }

  /** What values of a shape are sorted by. */
  public static Object sortKey(Object value, String shape) {
    return new SortKey(key(value, shape));
  }

  /** A row or array in the order of its parts. */
  private record SortKey(Object parts) implements Comparable<SortKey> {
    @Override
    public int compareTo(SortKey other) {
      return RecordFunctions.order(parts, other.parts);
    }
  }

  /** Keys of parts. Generated code asks of keys of many columns that they can be compared. */
  private static final class Keys extends ArrayList<@Nullable Object> implements Comparable<Keys> {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("unchecked") // keys of one shape have the same classes
    public int compareTo(Keys other) {
      for (int i = 0; i < Math.min(size(), other.size()); i++) {
        Comparable<Object> mine = (Comparable<Object>) get(i);
        Object its = other.get(i);
        int order = mine == null || its == null ? nulls(mine, its) : mine.compareTo(its);
        if (order != 0) {
          return order;
        }
      }
      return Integer.compare(size(), other.size());
    }

    private static int nulls(@Nullable Object mine, @Nullable Object its) {
      return Boolean.compare(mine == null, its == null);
    }
  }

  /** One walk along a shape. */
  private static final class Reader {
    private final String shape;
    private int at;

    Reader(String shape) {
      this.shape = shape;
    }

    @Nullable Object key(@Nullable Object value) {
      return switch (shape.charAt(at++)) {
        case 'j' -> value == null ? null : JsonOrder.place((String) value);
        case '(' -> row(value);
        case '[' -> array(value);
        default -> scalar(value);
      };
    }

    private @Nullable Object row(@Nullable Object value) {
      Object[] fields = value instanceof List<?> list ? list.toArray() : (@Nullable Object[]) value;
      List<@Nullable Object> keys = new Keys();
      for (int i = 0; shape.charAt(at) != ')'; i++) {
        keys.add(key(fields == null ? null : fields[i]));
      }
      at++;
      return value == null ? null : keys;
    }

    private @Nullable Object array(@Nullable Object value) {
      int element = at;
      key(null);
      int end = at + 1;
      List<@Nullable Object> keys = new Keys();
      if (value != null) {
        for (Object item : value instanceof List<?> list ? list : Arrays.asList((Object[]) value)) {
          at = element;
          keys.add(key(item));
        }
      }
      at = end;
      return value == null ? null : keys;
    }

    private static @Nullable Object scalar(@Nullable Object value) {
      if (value instanceof BigDecimal decimal) {
        return decimal.stripTrailingZeros();
      }
      if (value instanceof Double number) {
        return number + 0.0;
      }
      return value instanceof Float number ? (Object) (number + 0.0f) : value;
    }
  }
}
