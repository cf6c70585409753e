package io.karst.sql.dml;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.sql.query.AssignmentCast;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Values that are known without the planner: literals, and casts of literals. */
public final class Constants {
  /** Says that an expression is no constant. */
  public static final Object NONE = new Object();

  private Constants() {}

  static boolean isDefault(SqlNode node) {
    return node.getKind() == SqlKind.DEFAULT;
  }

  /** The number of the parameter that the node is, or -1. */
  static int parameter(SqlNode node) {
    return node instanceof SqlDynamicParam parameter ? parameter.getIndex() : -1;
  }

  /**
   * The number of the hoisted literal that the node is, or -1: also if the planner has to convert
   * it for the column.
   */
  static int hoisted(SqlNode node, HoistedLiterals literals, ColumnType type) {
    int index = literals.indexOf(isNegated(node) ? ((SqlCall) node).operand(0) : node);
    if (index < 0) {
      return -1;
    }
    boolean text = literals.values().get(index) instanceof String;
    return (text && !isNegated(node)) || (!text && isNumber(type.kind())) ? index : -1;
  }

  /** Whether a literal stands behind a minus sign. */
  static boolean isNegated(SqlNode node) {
    return node.getKind() == SqlKind.MINUS_PREFIX
        && node instanceof SqlCall call
        && call.operand(0) instanceof SqlLiteral;
  }

  /** The value of a literal behind a minus sign. */
  static Object negated(@Nullable Object value) {
    return new BigDecimal(String.valueOf(value)).negate();
  }

  /**
   * The canonical value for a column, or {@link #NONE} if the planner has to find it.
   *
   * @throws io.karst.storage.base.KarstException 22xxx if the column cannot hold the constant
   */
  public static @Nullable Object value(SqlNode node, ColumnType type, ZonedValues values) {
    if (node instanceof SqlLiteral literal) {
      return literal(literal, type, values);
    }
    if (node instanceof SqlBasicCall call) {
      return call(call, type, values);
    }
    return NONE;
  }

  private static @Nullable Object literal(SqlLiteral literal, ColumnType type, ZonedValues values) {
    SqlTypeName name = literal.getTypeName();
    if (name == SqlTypeName.NULL) {
      return null;
    }
    if (name == SqlTypeName.CHAR) {
      return values.coerce(type, literal.getValueAs(String.class));
    }
    if (name == SqlTypeName.BOOLEAN && type.kind() == TypeKind.BOOLEAN) {
      return literal.getValueAs(Boolean.class);
    }
    boolean number = name == SqlTypeName.DECIMAL || name == SqlTypeName.DOUBLE;
    if (number && isNumber(type.kind())) {
      return number(literal, type, false);
    }
    return NONE;
  }

  private static @Nullable Object number(SqlLiteral literal, ColumnType type, boolean negative) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return Values.coerce(type, negative ? value.negate() : value);
  }

  private static @Nullable Object call(SqlBasicCall call, ColumnType type, ZonedValues values) {
    if (call.getKind() == SqlKind.MINUS_PREFIX
        && call.operand(0) instanceof SqlLiteral literal
        && isNumber(type.kind())
        && (literal.getTypeName() == SqlTypeName.DECIMAL
            || literal.getTypeName() == SqlTypeName.DOUBLE)) {
      return number(literal, type, true);
    }
    if (call.getKind() == SqlKind.CAST
        && call.operandCount() == 2
        && call.operand(0) instanceof SqlLiteral literal
        && literal.getTypeName() == SqlTypeName.CHAR
        && call.operand(1) instanceof SqlDataTypeSpec spec
        && spec.getTypeNameSpec() instanceof ColumnTypeSpec) {
      ColumnType castType = ColumnTypeSpec.of(spec);
      if (castType.kind() == TypeKind.VARCHAR || castType.kind() == TypeKind.CHAR) {
        return NONE;
      }
      Object value = values.coerce(castType, literal.getValueAs(String.class));
      return AssignmentCast.of(castType, type, values).apply(value);
    }
    return NONE;
  }

  private static boolean isNumber(TypeKind kind) {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }
}
