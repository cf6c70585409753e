package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.type.ValueMapping;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.JsonbText;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** SQL values as JSON, in PostgreSQL's layout; moments are those of the session's time zone. */
public final class JsonBuild {
  private final StringBuilder out = new StringBuilder();
  private final ZonedValues zoned;

  private JsonBuild(ZonedValues zoned) {
    this.zoned = zoned;
  }

  /** Code that writes a boxed value of a type; NULL becomes {@code null}. */
  static Expression expression(Expression root, Expression boxed, RelDataType type) {
    return call("text", root, boxed, type);
  }

  /** The same, but NULL stays NULL. */
  static Expression nullable(Expression root, Expression boxed, RelDataType type) {
    return call("textOrNull", root, boxed, type);
  }

  private static Expression call(
      String method, Expression root, Expression boxed, RelDataType type) {
    return Expressions.call(
        JsonBuild.class, method, root, boxed, Expressions.constant(TypeShape.register(type)));
  }

  /** The JSON of a value; its shape was registered by {@link #expression}. */
  public static String text(DataContext context, @Nullable Object value, String shape) {
    JsonBuild build = new JsonBuild(ZonedValues.of(TimeCasts.zone(context)));
    build.write(value, TypeShape.registered(shape));
    return build.out.toString();
  }

  /** The JSON of a value; null for NULL. */
  public static @Nullable String textOrNull(
      DataContext context, @Nullable Object value, String shape) {
    return value == null ? null : text(context, value, shape);
  }

  private void write(@Nullable Object value, TypeShape shape) {
    if (value == null) {
      out.append("null");
    } else if (shape.isRow()) {
      writeRow(value, shape);
    } else if (value instanceof List<?> list && !shape.parts().isEmpty()) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ",");
        write(list.get(i), shape.parts().get(0));
      }
      out.append(']');
    } else {
      writeScalar(value, shape.type());
    }
  }

  private void writeRow(Object value, TypeShape shape) {
    Object[] fields = value instanceof List<?> list ? list.toArray() : (Object[]) value;
    out.append('{');
    for (int i = 0; i < fields.length; i++) {
      out.append(i == 0 ? "" : ",");
      JsonbText.quote(out, shape.names().get(i));
      out.append(':');
      write(fields[i], shape.parts().get(i));
    }
    out.append('}');
  }

  private void writeScalar(Object value, ColumnType type) {
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
      case TIMESTAMP -> JsonbText.quote(out, Values.format(type, stored).replace(' ', 'T'));
      case TIMESTAMPTZ -> {
        String text = zoned.format(type, stored).replace(' ', 'T');
        boolean hours = "+-".indexOf(text.charAt(text.length() - 3)) >= 0;
        JsonbText.quote(out, hours ? text + ":00" : text);
      }
      default -> JsonbText.quote(out, Values.format(type, stored));
    }
  }
}
