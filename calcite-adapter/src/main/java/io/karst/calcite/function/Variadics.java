package io.karst.calcite.function;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;

/**
 * Functions of any number of arguments of any types: each becomes a call of a native function over
 * a list of texts.
 */
final class Variadics {
  private static final SqlReturnTypeInference TEXT = ReturnTypes.VARCHAR;
  private static final SqlReturnTypeInference NULLABLE_TEXT =
      ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  private static final SqlReturnTypeInference JSON =
      binding -> TypeWord.JSON.toRel(binding.getTypeFactory());
  private static final SqlReturnTypeInference JSONB =
      binding -> TypeWord.JSONB.toRel(binding.getTypeFactory());
  private static final SqlReturnTypeInference NULLABLE_JSON =
      binding -> Aggregates.nullable(binding, TypeWord.JSON.toRel(binding.getTypeFactory()));
  private static final SqlReturnTypeInference NULLABLE_JSONB =
      binding -> Aggregates.nullable(binding, TypeWord.JSONB.toRel(binding.getTypeFactory()));

  private static final Map<String, SqlReturnTypeInference> TYPES =
      Map.ofEntries(
          Map.entry("format", NULLABLE_TEXT),
          Map.entry("concat", TEXT),
          Map.entry("concat_ws", NULLABLE_TEXT),
          Map.entry("num_nulls", ReturnTypes.INTEGER),
          Map.entry("num_nonnulls", ReturnTypes.INTEGER),
          Map.entry("json_build_array", JSON),
          Map.entry("json_build_object", JSON),
          Map.entry("jsonb_build_array", JSONB),
          Map.entry("jsonb_build_object", JSONB),
          Map.entry("$new_json_object", JSON),
          Map.entry("$new_json_array", JSON),
          Map.entry("json_scalar", NULLABLE_JSON),
          Map.entry("to_json", NULLABLE_JSON),
          Map.entry("to_jsonb", NULLABLE_JSONB),
          Map.entry("row_to_json", NULLABLE_JSON),
          Map.entry("array_to_json", NULLABLE_JSON));
  private static final Set<String> SINGLE =
      Set.of("json_scalar", "to_json", "to_jsonb", "row_to_json", "array_to_json");

  /** Those of them that take a second argument: whether members and elements begin lines. */
  private static final Set<String> LINED = Set.of("row_to_json", "array_to_json");

  private Variadics() {}

  static void register(FunctionTable table) {
    TYPES.forEach(
        (name, type) ->
            table.add(
                new SqlFunction(
                    name,
                    SqlKind.OTHER_FUNCTION,
                    type,
                    null,
                    operands(name),
                    SqlFunctionCategory.USER_DEFINED_FUNCTION)));
    table.add(
        TextLists.class,
        "$format(text,array):text",
        "format",
        "$format(text):text",
        "format",
        "$concat(array):text",
        "concat",
        "$concat_ws(text,array):text",
        "join",
        "$bool_out(bool):text",
        "letter");
    JsonTexts.register(table);
    table.add(CastFunctions.class, "$jsonb(text):jsonb", "toJsonb");
  }

  private static SqlOperandTypeChecker operands(String name) {
    if (LINED.contains(name)) {
      return OperandTypes.or(
          OperandTypes.ANY, OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.BOOLEAN));
    }
    return SINGLE.contains(name) ? OperandTypes.ANY : OperandTypes.VARIADIC;
  }

  static boolean contains(String name) {
    return TYPES.containsKey(name);
  }

  static RexNode convert(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(context.convertExpression(operand));
    }
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    String name = call.getOperator().getName().toLowerCase(java.util.Locale.ROOT);
    return switch (name) {
      case "format" -> {
        RexNode pattern = operands.get(0);
        yield operands.size() == 1
            ? call(rex, type, "$format", List.of(pattern), "text")
            : call(
                rex,
                type,
                "$format",
                List.of(pattern, texts(rex, rest(operands))),
                "text",
                "array");
      }
      case "concat" -> call(rex, type, "$concat", List.of(texts(rex, operands)), "array");
      case "concat_ws" ->
          call(
              rex,
              type,
              "$concat_ws",
              List.of(operands.get(0), texts(rex, rest(operands))),
              "text",
              "array");
      case "num_nulls" -> count(rex, type, operands, true);
      case "num_nonnulls" -> count(rex, type, operands, false);
      case "$new_json_object" -> constructed(rex, type, "$json_object", operands);
      case "$new_json_array" -> constructed(rex, type, "$json_array", operands);
      default -> json(rex, type, name, operands);
    };
  }

  private static List<RexNode> rest(List<RexNode> operands) {
    return operands.subList(1, operands.size());
  }

  private static RexNode call(
      RexBuilder rex, RelDataType type, String name, List<RexNode> operands, String... words) {
    return rex.makeCall(type, KarstOperatorTable.function(name, words), operands);
  }

  private static RexNode json(
      RexBuilder rex, RelDataType type, String name, List<RexNode> operands) {
    if (SINGLE.contains(name)) {
      RexNode value = operands.get(0);
      RexNode text = JsonCall.of(rex, value);
      if (operands.size() > 1) {
        text = call(rex, type, "$json_lines", List.of(text, operands.get(1)), "text", "bool");
      }
      RexNode json =
          name.equals("to_jsonb") ? call(rex, type, "$jsonb", List.of(text), "text") : text;
      return rex.makeCall(
          type,
          SqlStdOperatorTable.CASE,
          List.of(
              rex.makeCall(SqlStdOperatorTable.IS_NULL, value), rex.makeNullLiteral(type), json));
    }
    List<RexNode> texts = new ArrayList<>();
    for (RexNode operand : operands) {
      texts.add(JsonCall.of(rex, operand));
    }
    String function = name.endsWith("array") ? "$json_array" : "$json_object";
    RexNode built = call(rex, type, function, List.of(list(rex, texts)), "array");
    return name.startsWith("jsonb") ? call(rex, type, "$jsonb", List.of(built), "text") : built;
  }

  /** JSON_OBJECT and JSON_ARRAY; before the items comes what to do about NULL. */
  private static RexNode constructed(
      RexBuilder rex, RelDataType type, String name, List<RexNode> operands) {
    List<RexNode> texts = new ArrayList<>();
    for (RexNode operand : rest(operands)) {
      RexNode text = JsonCall.of(rex, operand);
      RelDataType nullable = rex.getTypeFactory().createTypeWithNullability(text.getType(), true);
      texts.add(
          rex.makeCall(
              nullable,
              SqlStdOperatorTable.CASE,
              List.of(
                  rex.makeCall(SqlStdOperatorTable.IS_NULL, operand),
                  rex.makeNullLiteral(nullable),
                  text)));
    }
    return call(rex, type, name, List.of(list(rex, texts), operands.get(0)), "array", "text");
  }

  private static RexNode count(
      RexBuilder rex, RelDataType type, List<RexNode> operands, boolean nulls) {
    RexNode sum = rex.makeExactLiteral(BigDecimal.ZERO, type);
    RexNode one = rex.makeExactLiteral(BigDecimal.ONE, type);
    for (RexNode operand : operands) {
      RexNode isNull = rex.makeCall(SqlStdOperatorTable.IS_NULL, operand);
      RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, type);
      RexNode part =
          rex.makeCall(
              type,
              SqlStdOperatorTable.CASE,
              nulls ? List.of(isNull, one, zero) : List.of(isNull, zero, one));
      sum = rex.makeCall(type, SqlStdOperatorTable.PLUS, List.of(sum, part));
    }
    return sum;
  }

  private static RexNode texts(RexBuilder rex, List<RexNode> operands) {
    List<RexNode> texts = new ArrayList<>();
    for (RexNode operand : operands) {
      texts.add(text(rex, operand));
    }
    return list(rex, texts);
  }

  /** A value's text as PostgreSQL sends it to clients. */
  private static RexNode text(RexBuilder rex, RexNode value) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType type =
        factory.createTypeWithNullability(
            factory.createSqlType(SqlTypeName.VARCHAR), value.getType().isNullable());
    if (SqlTypeUtil.isBoolean(value.getType())) {
      return call(rex, type, "$bool_out", List.of(value), "bool");
    }
    RexNode cast = NativeCast.of(rex, type, value);
    return cast == null ? rex.makeCast(type, value) : cast;
  }

  private static RexNode list(RexBuilder rex, List<RexNode> texts) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType element =
        factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.VARCHAR), true);
    List<RexNode> items = new ArrayList<>();
    for (RexNode text : texts) {
      items.add(text.getType().isNullable() ? text : rex.makeAbstractCast(element, text, false));
    }
    return rex.makeCall(
        factory.createArrayType(element, -1), SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, items);
  }
}
