package io.karst.calcite.function;

import io.karst.calcite.type.JsonTypes;
import io.karst.storage.value.EntityId;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.jspecify.annotations.Nullable;

/** {@code x = ANY (array)} and {@code x < ALL (array)} and their kind. */
public final class Quantifiers {
  /** Name of the function {@code (value, array, comparison)} behind ANY and SOME. */
  public static final String ANY = "$any";

  /** Name of the function behind ALL. */
  public static final String ALL = "$all";

  private Quantifiers() {}

  static void register(FunctionTable table) {
    for (String name : List.of(ANY, ALL)) {
      table.add(
          new SqlFunction(
              name,
              SqlKind.OTHER_FUNCTION,
              ReturnTypes.BOOLEAN.andThen(SqlTypeTransforms.FORCE_NULLABLE),
              Quantifiers::inferParameters,
              OperandTypes.family(SqlTypeFamily.ANY, SqlTypeFamily.ANY, SqlTypeFamily.CHARACTER),
              SqlFunctionCategory.USER_DEFINED_FUNCTION));
    }
    table.add(
        Quantifiers.class,
        "~$any_of(any,array,text):bool?",
        "any",
        "~$all_of(any,array,text):bool?",
        "all");
  }

  /** A parameter among the operands: an array of the value's type, or an element of the array's. */
  private static void inferParameters(
      SqlCallBinding binding, RelDataType result, RelDataType[] types) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType value = binding.getValidator().deriveType(binding.getScope(), binding.operand(0));
    RelDataType array = binding.getValidator().deriveType(binding.getScope(), binding.operand(1));
    RelDataType element = array.getComponentType();
    RelDataType known = element == null ? value : element;
    types[0] = factory.createTypeWithNullability(known, true);
    types[1] = factory.createTypeWithNullability(factory.createArrayType(types[0], -1), true);
    types[2] = factory.createSqlType(SqlTypeName.VARCHAR);
  }

  static boolean contains(String name) {
    return name.equals(ANY) || name.equals(ALL);
  }

  /** Brings value and elements to one type. */
  static RexNode convert(SqlRexContext context, SqlCall call) {
    RexBuilder rex = context.getRexBuilder();
    RelDataTypeFactory factory = rex.getTypeFactory();
    RexNode value = context.convertExpression(call.operand(0));
    RexNode array = context.convertExpression(call.operand(1));
    RelDataType element = array.getType().getComponentType();
    RelDataType common = value.getType();
    if (element != null) {
      RelDataType wider = factory.leastRestrictive(List.of(common, element));
      common = wider == null || SqlTypeUtil.inCharFamily(common) ? element : wider;
    }
    RelDataType nullable = factory.createTypeWithNullability(common, true);
    String name = call.getOperator().getName().equals(ANY) ? "$any_of" : "$all_of";
    RexNode item = cast(rex, nullable, value);
    RexNode items =
        cast(
            rex,
            factory.createTypeWithNullability(factory.createArrayType(nullable, -1), true),
            array);
    if (JsonTypes.isJsonb(common)) {
      item = rex.makeCall(KarstOperatorTable.function("$jsonb_place", "text"), item);
      items = rex.makeCall(KarstOperatorTable.function("$jsonb_places", "array"), items);
    }
    return rex.makeCall(
        context.getValidator().getValidatedNodeType(call),
        KarstOperatorTable.function(name, "any", "array", "text"),
        List.of(item, items, context.convertExpression(call.operand(2))));
  }

  private static RexNode cast(RexBuilder rex, RelDataType type, RexNode node) {
    if (SqlTypeUtil.equalSansNullability(rex.getTypeFactory(), type, node.getType())) {
      return node;
    }
    RexNode cast = NativeCast.of(rex, type, node);
    return cast == null ? rex.makeCast(type, node) : cast;
  }

  public static @Nullable Boolean any(
      @Nullable Object value, @Nullable List<?> array, @Nullable String comparison) {
    if (array == null || comparison == null) {
      return null;
    }
    boolean unknown = false;
    for (Object item : array) {
      if (value == null || item == null) {
        unknown = true;
      } else if (holds(value, item, comparison)) {
        return true;
      }
    }
    return unknown ? null : (Boolean) false;
  }

  public static @Nullable Boolean all(
      @Nullable Object value, @Nullable List<?> array, @Nullable String comparison) {
    if (array == null || comparison == null) {
      return null;
    }
    boolean unknown = false;
    for (Object item : array) {
      if (value == null || item == null) {
        unknown = true;
      } else if (!holds(value, item, comparison)) {
        return false;
      }
    }
    return unknown ? null : (Boolean) true;
  }

  private static boolean holds(Object left, Object right, String comparison) {
    int order = compare(left, right);
    return switch (comparison) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  @SuppressWarnings("unchecked") // both are of one SQL type
  private static int compare(Object left, Object right) {
    if (left instanceof Number && right instanceof Number && left.getClass() != right.getClass()) {
      return new BigDecimal(left.toString()).compareTo(new BigDecimal(right.toString()));
    }
    if (left instanceof UUID a && right instanceof UUID b) {
      return EntityId.compare(a, b);
    }
    if (left instanceof List<?> || !(left instanceof Comparable<?>)) {
      return left.equals(right) ? 0 : 1;
    }
    return ((Comparable<Object>) left).compareTo(right);
  }
}
