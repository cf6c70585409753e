package io.karst.calcite.plan;

import io.karst.calcite.exec.BoundValue;
import io.karst.calcite.function.NativeCast;
import io.karst.calcite.function.TimeExpressions;
import io.karst.calcite.type.KarstTypeSystem;
import io.karst.sql.ParameterInfo;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Parameters and literals of a plan as canonical values; null for what needs the general path. */
final class KeyValues {
  private final List<ParameterInfo> parameters;
  private final int firstHoisted;

  /**
   * Values of a plan.
   *
   * @param parameters of the plan; hoisted literals that are cast get the type of the cast
   * @param firstHoisted number of the first hoisted literal
   */
  KeyValues(List<ParameterInfo> parameters, int firstHoisted) {
    this.parameters = new ArrayList<>(parameters);
    this.firstHoisted = firstHoisted;
  }

  /** The parameters with the types that values are to have. */
  List<ParameterInfo> parameters() {
    return parameters;
  }

  /** A value that is compared with a column of that type, or placed among its keys. */
  @Nullable BoundValue comparable(RexNode node, ColumnType column) {
    RexNode plain = withoutCasts(node);
    if (plain instanceof RexDynamicParam parameter) {
      ColumnType type =
          parameter.getIndex() < parameters.size()
              ? parameters.get(parameter.getIndex()).type()
              : null;
      return type != null && comparable(type.kind(), column.kind())
          ? new BoundValue.Parameter(parameter.getIndex())
          : null;
    }
    if (plain instanceof RexLiteral literal) {
      return literal(literal, column.kind());
    }
    return plain.getKind() == SqlKind.CAST && plain instanceof RexCall cast
        ? parsed(cast, column)
        : null;
  }

  /** A text written where the column's type is meant. */
  private @Nullable BoundValue parsed(RexCall cast, ColumnType column) {
    RexNode operand = withoutCasts(cast.getOperands().get(0));
    SqlTypeName wanted =
        switch (column.kind()) {
          case UUID -> SqlTypeName.UUID;
          case DATE -> SqlTypeName.DATE;
          case TIMESTAMP -> SqlTypeName.TIMESTAMP;
          default -> null;
        };
    if (cast.getType().getSqlTypeName() != wanted
        || !SqlTypeName.CHAR_TYPES.contains(operand.getType().getSqlTypeName())) {
      return null;
    }
    if (operand instanceof RexDynamicParam parameter && parameter.getIndex() >= firstHoisted) {
      parameters.set(parameter.getIndex(), new ParameterInfo(column, false));
      return new BoundValue.Parameter(parameter.getIndex());
    }
    String text = operand instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
    try {
      return text == null ? null : new BoundValue.Constant(Values.coerce(column, text));
    } catch (KarstException e) {
      return null;
    }
  }

  private static boolean comparable(TypeKind value, TypeKind column) {
    return switch (column) {
      case SMALLINT, INTEGER, BIGINT -> isInteger(value);
      case DECIMAL -> isInteger(value) || value == TypeKind.DECIMAL;
      case DOUBLE -> isInteger(value) || value == TypeKind.DECIMAL || value == TypeKind.DOUBLE;
      case VARCHAR, CHAR -> value == TypeKind.VARCHAR || value == TypeKind.CHAR;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID, BOOLEAN -> value == column;
      default -> false;
    };
  }

  static boolean isInteger(TypeKind kind) {
    return kind == TypeKind.SMALLINT || kind == TypeKind.INTEGER || kind == TypeKind.BIGINT;
  }

  /** A literal as a value of that kind. */
  @Nullable BoundValue literal(RexLiteral literal, TypeKind kind) {
    if (literal.isNull()) {
      return new BoundValue.Constant(null);
    }
    SqlTypeName type = literal.getType().getSqlTypeName();
    Object value =
        switch (kind) {
          case SMALLINT, INTEGER, BIGINT -> isExact(type) ? number(literal) : null;
          case DECIMAL, DOUBLE ->
              isExact(type) || type == SqlTypeName.DECIMAL || type == SqlTypeName.DOUBLE
                  ? number(literal)
                  : null;
          case VARCHAR, CHAR -> text(literal, type);
          case BOOLEAN -> type == SqlTypeName.BOOLEAN ? literal.getValueAs(Boolean.class) : null;
          case DATE -> type == SqlTypeName.DATE ? literal.getValueAs(Integer.class) : null;
          case TIME ->
              type == KarstTypeSystem.TIME ? (Object) TimeExpressions.micros(literal) : null;
          case TIMESTAMP ->
              type == SqlTypeName.TIMESTAMP ? (Object) TimeExpressions.micros(literal) : null;
          case UUID -> type == SqlTypeName.UUID ? literal.getValueAs(UUID.class) : null;
          default -> null;
        };
    return value == null ? null : new BoundValue.Constant(value);
  }

  private static boolean isExact(SqlTypeName type) {
    return type == SqlTypeName.SMALLINT
        || type == SqlTypeName.INTEGER
        || type == SqlTypeName.BIGINT;
  }

  private static @Nullable Object number(RexLiteral literal) {
    return literal.getValueAs(BigDecimal.class);
  }

  private static @Nullable Object text(RexLiteral literal, SqlTypeName type) {
    String text = literal.getValueAs(String.class);
    boolean padded =
        text != null
            && type == SqlTypeName.CHAR
            && literal.getType().getPrecision() != text.length();
    return padded || !SqlTypeName.CHAR_TYPES.contains(type) ? null : text;
  }

  /** The operand of casts that change no value: from an integer or a text to a wider type. */
  static RexNode withoutCasts(RexNode node) {
    RexNode current = node;
    while (NativeCast.isCast(current) && current instanceof RexCall cast) {
      RexNode operand = cast.getOperands().get(0);
      if (!isWidening(operand.getType(), cast.getType())) {
        return current;
      }
      current = operand;
    }
    return current;
  }

  private static boolean isWidening(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    boolean texts =
        (source == SqlTypeName.CHAR || source == SqlTypeName.VARCHAR)
            && target == SqlTypeName.VARCHAR;
    if (texts) {
      return to.getPrecision() < 0
          || (from.getPrecision() >= 0 && to.getPrecision() >= from.getPrecision());
    }
    int digits = digits(source);
    if (digits == 0) {
      return source == target
          && source != SqlTypeName.DECIMAL
          && from.getPrecision() == to.getPrecision();
    }
    return switch (target) {
      case SMALLINT, INTEGER, BIGINT -> digits(target) >= digits;
      case DECIMAL -> to.getPrecision() - to.getScale() >= digits;
      default -> false;
    };
  }

  private static int digits(SqlTypeName type) {
    return switch (type) {
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      default -> 0;
    };
  }
}
