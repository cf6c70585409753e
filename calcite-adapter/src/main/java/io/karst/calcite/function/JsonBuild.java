package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.type.ValueMapping;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.JsonbText;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.List;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** SQL values as JSON, in PostgreSQL's layout. */
public final class JsonBuild {
  private JsonBuild() {}

  /** Code that writes a boxed value of a type; NULL becomes {@code null}. */
  static Expression expression(Expression boxed, RelDataType type) {
    return call("text", boxed, type);
  }

  /** The same, but NULL stays NULL. */
  static Expression nullable(Expression boxed, RelDataType type) {
    return call("textOrNull", boxed, type);
  }

  private static Expression call(String method, Expression boxed, RelDataType type) {
    return Expressions.call(
        JsonBuild.class, method, boxed, Expressions.constant(TypeShape.register(type)));
  }

  /** The JSON of a value; its shape was registered by {@link #expression}. */
  public static String text(@Nullable Object value, String shape) {
    StringBuilder out = new StringBuilder();
    write(out, value, TypeShape.registered(shape));
    return out.toString();
  }

  /** The JSON of a value; null for NULL. */
  public static @Nullable String textOrNull(@Nullable Object value, String shape) {
    return value == null ? null : text(value, shape);
  }

  private static void write(StringBuilder out, @Nullable Object value, TypeShape shape) {
    if (value == null) {
      out.append("null");
    } else if (shape.isRow()) {
      writeRow(out, value, shape);
    } else if (value instanceof List<?> list && !shape.parts().isEmpty()) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ",");
        write(out, list.get(i), shape.parts().get(0));
      }
      out.append(']');
    } else {
      writeScalar(out, value, shape.type());
    }
  }

  private static void writeRow(StringBuilder out, Object value, TypeShape shape) {
    Object[] fields = value instanceof List<?> list ? list.toArray() : (Object[]) value;
    out.append('{');
    for (int i = 0; i < fields.length; i++) {
      out.append(i == 0 ? "" : ",");
      JsonbText.quote(out, shape.names().get(i));
      out.append(':');
      write(out, fields[i], shape.parts().get(i));
    }
    out.append('}');
  }

  private static void writeScalar(StringBuilder out, Object value, ColumnType type) {
    Object stored = requireNonNull(ValueMapping.toStorage(type, value));
    switch (type.kind()) {
      case JSON -> out.append(stored);
      case BOOLEAN -> out.append((Boolean) stored ? "true" : "false");
      case SMALLINT, INTEGER, BIGINT, DECIMAL -> out.append(Values.format(type, stored));
      case REAL, DOUBLE -> {
        String text = Values.format(type, stored);
        if (Double.isFinite(((Number) stored).doubleValue())) {
          out.append(text);
        } else {
          JsonbText.quote(out, text);
        }
      }
      case TIMESTAMP, TIMESTAMPTZ -> {
        String text = Values.format(type, stored).replace(' ', 'T');
        JsonbText.quote(out, type.kind() == TypeKind.TIMESTAMPTZ ? text + ":00" : text);
      }
      default -> JsonbText.quote(out, Values.format(type, stored));
    }
  }
}
