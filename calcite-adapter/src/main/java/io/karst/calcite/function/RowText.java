package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.type.ValueMapping;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** Rows as text in PostgreSQL's layout: {@code (1,"a b",,t)}. */
public final class RowText {
  private RowText() {}

  /** Code that writes a row. */
  static Expression expression(Expression root, Expression row, RelDataType type) {
    return Expressions.call(
        RowText.class, "text", root, row, Expressions.constant(TypeShape.register(type)));
  }

  /** The text of a row; its shape was registered by {@link #expression}. */
  public static String text(DataContext context, Object row, String shape) {
    return row(context, row, TypeShape.registered(shape));
  }

  private static String row(DataContext context, Object row, TypeShape shape) {
    Object[] fields = row instanceof List<?> list ? list.toArray() : (Object[]) row;
    StringBuilder out = new StringBuilder("(");
    for (int i = 0; i < fields.length; i++) {
      out.append(i == 0 ? "" : ",");
      String text = field(context, fields[i], shape.parts().get(i));
      if (text != null) {
        append(out, text);
      }
    }
    return out.append(')').toString();
  }

  private static @Nullable String field(
      DataContext context, @Nullable Object value, TypeShape shape) {
    if (value == null) {
      return null;
    }
    if (shape.isRow()) {
      return row(context, value, shape);
    }
    TypeKind kind = shape.type().kind();
    if (kind == TypeKind.TIMESTAMPTZ) {
      return CastFunctions.instantText(context, (Long) value);
    }
    if (kind == TypeKind.BOOLEAN) {
      return (Boolean) value ? "t" : "f";
    }
    return Values.format(shape.type(), requireNonNull(ValueMapping.toStorage(shape.type(), value)));
  }

  /** In quotes where the text would not be read as it is. */
  private static void append(StringBuilder out, String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = "\"\\(),".indexOf(c) < 0 && !Character.isWhitespace(c);
    }
    if (plain) {
      out.append(text);
      return;
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append(c);
      }
      out.append(c);
    }
    out.append('"');
  }
}
