package io.karst.calcite.function;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.type.JsonTypes;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlPosixRegexOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * How calls of our operators become expressions; everything else as Calcite does it. One for each
 * text that is converted, a statement or a view.
 */
public final class Convertlets implements SqlRexConvertletTable {
  private static final AtomicLong VOLATILE_CALLS = new AtomicLong();

  /** The numbers of volatile calls, by the calls: those of two defaults stand at one position. */
  private final IdentityHashMap<Object, Long> volatileCalls = new IdentityHashMap<>();

  @Override
  @SuppressWarnings("ReferenceEquality") // operators are singletons
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator() instanceof WholeRow) {
      return Convertlets::row;
    }
    return call.getOperator() == Operators.SIGN
        ? (context, sign) -> context.convertExpression(sign.operand(0))
        : named(call);
  }

  @SuppressWarnings("ReferenceEquality") // operators are singletons
  private @Nullable SqlRexConvertlet named(SqlCall call) {
    SqlOperator operator = call.getOperator();
    String name = operator.getName();
    SqlRexConvertlet binary = operator.getSyntax() == SqlSyntax.BINARY ? binary(call) : null;
    if (binary != null) {
      return binary;
    }
    if (!(operator instanceof NativeFunction) && VectorFunctions.isDistance(name)) {
      return (context, distance) -> distance(context, distance, name);
    }
    if (Variadics.contains(name) && operator.getKind() == SqlKind.OTHER_FUNCTION) {
      return Variadics::convert;
    }
    if (Quantifiers.contains(name)) {
      return Quantifiers::convert;
    }
    if (call.getKind() == SqlKind.OVERLAPS && call.operand(0).getKind() == SqlKind.ROW) {
      return OverlapsCalls::convert;
    }
    if (Extremes.contains(operator.getKind())) {
      return Extremes::convert;
    }
    if (operator instanceof SqlPosixRegexOperator) {
      return Convertlets::regex;
    }
    if (operator instanceof NativeFunction && name.equals("array_to_string")) {
      return Convertlets::arrayToString;
    }
    if (operator instanceof NativeFunction && name.equals("pg_typeof")) {
      return Convertlets::typeName;
    }
    if (operator instanceof NativeFunction && !operator.isDeterministic()) {
      return this::volatileCall;
    }
    if ((call.getKind() == SqlKind.IS_DISTINCT_FROM
            || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM)
        && call.operand(0).getKind() == SqlKind.ROW) {
      return Convertlets::plain;
    }
    SqlRexConvertlet standard =
        StandardConvertletTable.INSTANCE.get(
            operator instanceof KarstCast
                ? SqlStdOperatorTable.CAST.createCall(
                    call.getParserPosition(), call.getOperandList())
                : call);
    if (standard != null
        && call.isA(SqlKind.COMPARISON)
        && call.operand(0).getKind() == SqlKind.ROW) {
      return (context, rows) -> byFields(context, standard.convertCall(context, rows));
    }
    return call.getKind() == SqlKind.CAST && standard != null
        ? (context, cast) -> withoutBlanks(context, cast, cast(context, cast, standard))
        : standard;
  }

  @SuppressWarnings("ReferenceEquality") // operators are singletons
  private static @Nullable SqlRexConvertlet binary(SqlCall call) {
    SqlOperator operator = call.getOperator();
    String name = operator.getName();
    switch (name) {
      case "+", "-" -> {
        return operator == SqlStdOperatorTable.PLUS || Operators.named(name) == operator
            ? (context, sum) -> TimeArithmetic.of(context, sum, operands(context, sum))
            : StandardConvertletTable.INSTANCE.get(call);
      }
      case "*" -> {
        return Convertlets::product;
      }
      case "->" -> {
        return (context, access) -> json(context, access, "json_get");
      }
      case "->>" -> {
        return (context, access) -> json(context, access, "json_get_text");
      }
      case "AT TIME ZONE" -> {
        return Convertlets::atTimeZone;
      }
      default -> {
        for (Metric metric : Metric.values()) {
          if (metric.operator().equals(name)) {
            return (context, distance) -> distance(context, distance, metric.functionName());
          }
        }
        return null;
      }
    }
  }

  private static RexNode regex(SqlRexContext context, SqlCall call) {
    SqlPosixRegexOperator operator = (SqlPosixRegexOperator) call.getOperator();
    RexBuilder rex = context.getRexBuilder();
    String function = operator.isCaseSensitive() ? "regexp_like" : "regexp_like_nocase";
    RexNode matches =
        call(
            rex,
            context.getValidator().getValidatedNodeType(call),
            function,
            operands(context, call),
            "text",
            "text");
    return operator.isNegated() ? rex.makeCall(SqlStdOperatorTable.NOT, matches) : matches;
  }

  /** A call of the operator that was written. */
  private static RexNode plain(SqlRexContext context, SqlCall call) {
    return context.getRexBuilder().makeCall(call.getOperator(), operands(context, call));
  }

  /** Calcite simplifies comparisons of rows as if a row with a NULL were NULL. */
  private static RexNode byFields(SqlRexContext context, RexNode comparison) {
    RexNode fields =
        comparison instanceof RexCall call
            ? RowComparisons.replacing(context.getRexBuilder(), call)
            : null;
    return fields == null ? comparison : fields;
  }

  private static RexNode cast(SqlRexContext context, SqlCall call, SqlRexConvertlet standard) {
    if (call.operandCount() == 2 && call.operand(1) instanceof SqlDataTypeSpec) {
      RelDataType type = context.getValidator().getValidatedNodeTypeIfKnown(call);
      RexNode cast =
          type == null
              ? null
              : NativeCast.of(
                  context.getRexBuilder(), type, context.convertExpression(call.operand(0)));
      if (cast != null) {
        return cast;
      }
    }
    return standard.convertCall(context, call);
  }

  /** Texts of type CHAR are without the blanks at their end; results show them again. */
  private static RexNode withoutBlanks(SqlRexContext context, SqlCall call, RexNode cast) {
    return call.operandCount() == 2
            && call.operand(1) instanceof SqlDataTypeSpec spec
            && spec.getTypeNameSpec() instanceof ColumnTypeSpec
            && ColumnTypeSpec.of(spec).kind() == TypeKind.CHAR
        ? context
            .getRexBuilder()
            .makeCall(cast.getType(), KarstOperatorTable.function("rtrim", "text"), List.of(cast))
        : cast;
  }

  /** Elements are joined by their texts. */
  private static RexNode arrayToString(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> operands = operands(context, call);
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType texts =
        factory.createTypeWithNullability(
            TypeWord.TEXTARRAY.toRel(factory), operands.get(0).getType().isNullable());
    RexNode cast = NativeCast.of(rex, texts, operands.get(0));
    if (cast != null) {
      operands.set(0, cast);
    }
    return rex.makeCall(
        context.getValidator().getValidatedNodeType(call), call.getOperator(), operands);
  }

  /**
   * Two calls of nextval('s') are two values: a further operand keeps Calcite from merging them.
   * One call is one value, also where Calcite writes it several times, as of NULLIF and BETWEEN.
   */
  private RexNode volatileCall(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> operands = operands(context, call);
    // Copies of a call share the object that says where it was written; no two calls do.
    SqlParserPos pos = call.getParserPosition();
    Object place = isNowhere(pos) ? call : pos;
    long number = volatileCalls.computeIfAbsent(place, key -> VOLATILE_CALLS.incrementAndGet());
    operands.add(rex.makeExactLiteral(BigDecimal.valueOf(number)));
    return rex.makeCall(
        context.getValidator().getValidatedNodeType(call), call.getOperator(), operands);
  }

  @SuppressWarnings("ReferenceEquality") // one object for all that was not written
  private static boolean isNowhere(SqlParserPos pos) {
    return pos == SqlParserPos.ZERO;
  }

  private static List<RexNode> operands(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(context.convertExpression(operand));
    }
    return operands;
  }

  private static RexNode row(SqlRexContext context, SqlCall call) {
    return context
        .getRexBuilder()
        .makeCall(
            context.getValidator().getValidatedNodeType(call),
            SqlStdOperatorTable.ROW,
            operands(context, call));
  }

  private static RexNode product(SqlRexContext context, SqlCall call) {
    return context
        .getRexBuilder()
        .makeCall(
            call.getParserPosition(),
            context.getValidator().getValidatedNodeType(call),
            SqlStdOperatorTable.MULTIPLY,
            operands(context, call));
  }

  static RexNode call(
      RexBuilder rex, RelDataType type, String name, List<RexNode> operands, String... words) {
    return rex.makeCall(type, KarstOperatorTable.function(name, words), operands);
  }

  private static RexNode distance(SqlRexContext context, SqlCall call, String function) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> vectors = new ArrayList<>();
    for (RexNode operand : operands(context, call)) {
      vectors.add(
          SqlTypeUtil.inCharFamily(operand.getType())
              ? rex.makeCall(KarstOperatorTable.function("to_vector", "any"), operand)
              : operand);
    }
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    return call(rex, type, function, vectors, "vector", "vector");
  }

  private static RexNode json(SqlRexContext context, SqlCall call, String function) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> operands = operands(context, call);
    boolean byIndex = SqlTypeUtil.isExactNumeric(operands.get(1).getType());
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    String name =
        !byIndex || !JsonTypes.isJsonb(operands.get(0).getType())
            ? function
            : function.equals("json_get") ? "$jsonb_element" : "$jsonb_element_text";
    return call(rex, type, name, operands, "text", byIndex ? "int4" : "text");
  }

  private static RexNode atTimeZone(SqlRexContext context, SqlCall call) {
    List<RexNode> operands = operands(context, call);
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    RexNode moment = operands.get(0);
    if (moment.getType().getSqlTypeName() == SqlTypeName.DATE) {
      RelDataType instants = TypeWord.TIMESTAMPTZ.toRel(context.getRexBuilder().getTypeFactory());
      moment =
          context
              .getRexBuilder()
              .makeAbstractCast(
                  context
                      .getRexBuilder()
                      .getTypeFactory()
                      .createTypeWithNullability(instants, moment.getType().isNullable()),
                  moment,
                  false);
    }
    boolean instant = Operators.isInstant(moment.getType());
    return call(
        context.getRexBuilder(),
        type,
        "timezone",
        List.of(operands.get(1), moment),
        SqlTypeUtil.isInterval(operands.get(1).getType()) ? "interval" : "text",
        instant ? "timestamptz" : "timestamp");
  }

  private static RexNode typeName(SqlRexContext context, SqlCall call) {
    RelDataType type = context.convertExpression(call.operand(0)).getType();
    String name = TypeMapping.fromRel(type).toString();
    int modifiers = name.indexOf('(');
    return context
        .getRexBuilder()
        .makeLiteral(
            modifiers < 0 || name.startsWith("interval")
                ? name
                : name.substring(0, modifiers) + name.substring(name.indexOf(')') + 1));
  }
}
