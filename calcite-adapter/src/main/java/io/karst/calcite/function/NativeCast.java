package io.karst.calcite.function;

import io.karst.calcite.type.JsonTypes;
import io.karst.calcite.type.KarstTypeSystem;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.value.Interval;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumUtils;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Casts that PostgreSQL makes otherwise than Calcite's generated code: reading and writing text,
 * rounding, limits of numbers, arrays. One operator; what it does follows from the types of call
 * and operand.
 */
public final class NativeCast extends SqlUserDefinedFunction {
  /** The operator's name in plans. */
  public static final String NAME = "$cast";

  private static final NativeCast INSTANCE = new NativeCast();

  private NativeCast() {
    super(
        new SqlIdentifier(NAME, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.operandMetadata(
            List.of(org.apache.calcite.sql.type.SqlTypeFamily.ANY),
            factory -> List.of(factory.createSqlType(SqlTypeName.ANY)),
            index -> "value",
            index -> false),
        new GeneratedCode(NativeCast::code, NullPolicy.STRICT));
  }

  /** The cast to use instead of {@code call}, a CAST; null if Calcite's is right. */
  public static @Nullable RexNode replacing(RexBuilder rex, RexCall call) {
    return call.getOperands().size() == 1
        ? of(rex, call.getType(), call.getOperands().get(0))
        : null;
  }

  /** Whether an expression is a CAST, or ours of an integer to a decimal. */
  public static boolean isCast(RexNode node) {
    return node instanceof RexCall call
        && (call.getKind() == SqlKind.CAST
            || (call.getOperator() instanceof NativeCast
                && call.getType().getSqlTypeName() == SqlTypeName.DECIMAL
                && isInteger(call.getOperands().get(0).getType().getSqlTypeName())));
  }

  /** A cast to a type; null if Calcite's is right. */
  static @Nullable RexNode of(RexBuilder rex, RelDataType to, RexNode operand) {
    RelDataType from = operand.getType();
    if (JsonTypes.isJsonb(from)
        && (SqlTypeUtil.isNumeric(to) || to.getSqlTypeName() == SqlTypeName.BOOLEAN)) {
      RexNode value = JsonScalars.of(rex, to, operand);
      RexNode cast = of(rex, to, value);
      return cast == null ? rex.makeAbstractCast(to, value, false) : cast;
    }
    if (cutsText(from, to)) {
      return rex.makeCall(
          to,
          KarstOperatorTable.function("left", "text", "int4"),
          List.of(operand, rex.makeExactLiteral(BigDecimal.valueOf(to.getPrecision()))));
    }
    if (method(from, to) == null) {
      return null;
    }
    if (TimeExpressions.isTime(to.getSqlTypeName())
        && to.getPrecision() < KarstTypeSystem.TIME_DIGITS) {
      return rex.makeCall(
          to,
          KarstOperatorTable.function(TimeCasts.rounding(to), "timestamp", "int4"),
          List.of(
              rex.makeCall(to, INSTANCE, List.of(operand)),
              rex.makeExactLiteral(BigDecimal.valueOf(to.getPrecision()))));
    }
    if (!isText(to) || to.getPrecision() <= 0 || isJson(to)) {
      return rex.makeCall(to, INSTANCE, List.of(operand));
    }
    RelDataType text =
        rex.getTypeFactory()
            .createTypeWithNullability(
                rex.getTypeFactory().createSqlType(SqlTypeName.VARCHAR), to.isNullable());
    return rex.makeAbstractCast(to, rex.makeCall(text, INSTANCE, List.of(operand)), false);
  }

  /** Whether a text may be too long: Calcite counts units of UTF-16 and cuts characters in two. */
  private static boolean cutsText(RelDataType from, RelDataType to) {
    return isText(from)
        && isText(to)
        && !isJson(from)
        && !isJson(to)
        && to.getPrecision() > 0
        && (from.getPrecision() <= 0 || from.getPrecision() > to.getPrecision());
  }

  private static boolean isText(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    return name == SqlTypeName.VARCHAR || name == SqlTypeName.CHAR;
  }

  private static boolean isJson(RelDataType type) {
    return JsonTypes.isJson(type);
  }

  private static boolean isInterval(SqlTypeName name) {
    return SqlTypeName.INTERVAL_TYPES.contains(name);
  }

  /** The interval that a cast of a literal of text is; null if an expression is none. */
  public static @Nullable Interval constantInterval(RexNode node) {
    return node instanceof RexCall call
            && call.getOperator() instanceof NativeCast
            && isInterval(call.getType().getSqlTypeName())
            && call.getOperands().get(0) instanceof RexLiteral literal
            && literal.getValueAs(String.class) != null
        ? CastFunctions.toInterval(literal.getValueAs(String.class))
        : null;
  }

  private static boolean isApproximate(SqlTypeName name) {
    return name == SqlTypeName.REAL || name == SqlTypeName.DOUBLE;
  }

  private static boolean isInteger(SqlTypeName name) {
    return name == SqlTypeName.SMALLINT
        || name == SqlTypeName.INTEGER
        || name == SqlTypeName.BIGINT;
  }

  /** The method of {@link CastFunctions}, or null. */
  private static @Nullable String method(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (from.isStruct()) {
      return isText(to) ? "row" : null;
    }
    if (source == SqlTypeName.ARRAY || target == SqlTypeName.ARRAY) {
      boolean known =
          source == SqlTypeName.ARRAY ? target == SqlTypeName.ARRAY || isText(to) : isText(from);
      return known ? "convert" : null;
    }
    if (isText(from)) {
      if (JsonTypes.isJsonb(to)) {
        return JsonTypes.isJsonb(from) ? null : "toJsonb";
      }
      return isJson(to) ? isJson(from) ? null : "toJson" : reading(target);
    }
    if (isText(to)) {
      return writing(source);
    }
    boolean fraction = isApproximate(source) || source == SqlTypeName.DECIMAL;
    if (source == SqlTypeName.BOOLEAN) {
      return target == SqlTypeName.INTEGER ? "toInteger" : null;
    }
    return switch (target) {
      case BOOLEAN -> source == SqlTypeName.INTEGER ? "toBoolean" : null;
      case SMALLINT -> fraction ? "toSmallint" : null;
      case INTEGER -> fraction ? "toInteger" : null;
      case BIGINT -> fraction ? "toBigint" : null;
      case REAL -> source == SqlTypeName.DOUBLE || source == SqlTypeName.DECIMAL ? "toReal" : null;
      case DECIMAL -> (fraction || isInteger(source)) && !widens(from, to) ? "toDecimal" : null;
      default -> null;
    };
  }

  /** Whether every value keeps its digits, so that nothing is rounded or checked. */
  private static boolean widens(RelDataType from, RelDataType to) {
    if (KarstTypeSystem.isUnconstrained(to)) {
      return false; // Calcite's cast gives values the scale of the type
    }
    int whole = to.getPrecision() - to.getScale();
    return switch (from.getSqlTypeName()) {
      case SMALLINT -> limit(to) > 0 && whole >= 5;
      case INTEGER -> limit(to) > 0 && whole >= 10;
      case BIGINT -> limit(to) > 0 && whole >= 19;
      case DECIMAL ->
          limit(from) > 0
              && to.getScale() >= from.getScale()
              && whole >= from.getPrecision() - from.getScale();
      default -> false;
    };
  }

  private static @Nullable String reading(SqlTypeName target) {
    return switch (target) {
      case BOOLEAN -> "toBoolean";
      case SMALLINT -> "toSmallint";
      case INTEGER -> "toInteger";
      case BIGINT -> "toBigint";
      case REAL -> "toReal";
      case DOUBLE -> "toDouble";
      case DECIMAL -> "toDecimal";
      case DATE -> "toDate";
      case TIME_WITH_LOCAL_TIME_ZONE -> "toTime";
      case TIMESTAMP -> "toTimestamp";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "toInstant";
      case VARBINARY -> "toBytes";
      case UUID -> "toUuid";
      default -> isInterval(target) ? "toInterval" : null;
    };
  }

  private static @Nullable String writing(SqlTypeName source) {
    return switch (source) {
      case BOOLEAN, REAL, DOUBLE, DECIMAL, VARBINARY, UUID -> "toText";
      case DATE -> "dateText";
      case TIME_WITH_LOCAL_TIME_ZONE -> "timeText";
      case TIMESTAMP -> "timestampText";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "instantText";
      default -> isInterval(source) ? "intervalText" : null;
    };
  }

  /** Digits of a declared DECIMAL; 0 = not limited. */
  private static int limit(RelDataType decimal) {
    return KarstTypeSystem.isUnconstrained(decimal) ? 0 : decimal.getPrecision();
  }

  /** The expression of generated code. */
  private static Expression code(
      RexToLixTranslator translator, RexCall call, List<Expression> operands) {
    RelDataType from = call.getOperands().get(0).getType();
    String name = method(from, call.getType());
    if (name == null) {
      throw new IllegalStateException("no cast from " + from + " to " + call.getType());
    }
    if (name.equals("row")) {
      return RowText.expression(translator.getRoot(), operands.get(0), from);
    }
    if (name.equals("convert")) {
      return converted(translator.getRoot(), operands.get(0), from, call.getType());
    }
    Method method = find(name, from.getSqlTypeName());
    List<Expression> arguments = new ArrayList<>();
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters[0] == DataContext.class) {
      arguments.add(translator.getRoot());
    }
    arguments.add(EnumUtils.convert(operands.get(0), parameters[arguments.size()]));
    if (name.equals("toDecimal")) {
      arguments.add(Expressions.constant(limit(call.getType())));
      arguments.add(Expressions.constant(call.getType().getScale()));
    }
    return Expressions.call(method, arguments);
  }

  private static Expression converted(
      Expression root, Expression value, RelDataType from, RelDataType to) {
    Expression result =
        Expressions.call(
            CastFunctions.class,
            "convert",
            root,
            value,
            Expressions.constant(CastFunctions.code(TypeMapping.fromRel(from))),
            Expressions.constant(CastFunctions.code(TypeMapping.fromRel(to))));
    return Expressions.convert_(result, isText(to) ? String.class : List.class);
  }

  private static Method find(String name, SqlTypeName source) {
    Class<?> wanted =
        switch (source) {
          case VARCHAR, CHAR -> String.class;
          case BOOLEAN -> boolean.class;
          case SMALLINT, INTEGER, BIGINT -> name.equals("toDecimal") ? long.class : int.class;
          case REAL ->
              name.equals("toDecimal") || name.equals("toText") ? float.class : double.class;
          case DOUBLE -> double.class;
          case DECIMAL -> BigDecimal.class;
          case UUID -> java.util.UUID.class;
          case VARBINARY -> org.apache.calcite.avatica.util.ByteString.class;
          default -> null;
        };
    for (Method method : CastFunctions.class.getMethods()) {
      if (method.getName().equals(name)) {
        Class<?>[] parameters = method.getParameterTypes();
        Class<?> first = parameters[parameters[0] == DataContext.class ? 1 : 0];
        if (wanted == null || first == wanted) {
          return method;
        }
      }
    }
    throw new IllegalStateException("no method " + name + " for " + source);
  }
}
