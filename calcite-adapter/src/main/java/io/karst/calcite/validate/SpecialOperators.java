package io.karst.calcite.validate;

import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.JsonTypes;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Operators that mean something else beside JSON and arrays: {@code || - = <}. */
final class SpecialOperators {
  private SpecialOperators() {}

  /** Gives a call the function that its operator stands for, and literals the type beside them. */
  static void resolve(KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    boolean comparison = SqlKind.BINARY_COMPARISON.contains(call.getKind());
    String operator = call.getOperator().getName();
    if (call.operandCount() != 2
        || (!comparison && !operator.equals("||") && call.getKind() != SqlKind.MINUS)
        || call.operand(0).isA(SqlKind.QUERY)
        || call.operand(1).isA(SqlKind.QUERY)) {
      return;
    }
    RelDataType left = validator.deriveType(scope, call.operand(0));
    RelDataType right = validator.deriveType(scope, call.operand(1));
    if (call.getKind() == SqlKind.MINUS) {
      if (JsonTypes.isJson(left)) {
        become(call, "$jsonb_delete");
      }
      return;
    }
    if (operator.equals("||") && (isArray(left) || isArray(right))) {
      if (isElement(right, call.operand(1))) {
        become(call, "array_append");
      } else if (isElement(left, call.operand(0))) {
        become(call, "array_prepend");
      }
      return;
    }
    boolean literal = reads(call, 1, left) || reads(call, 0, right);
    if (comparison) {
      refuseText(call, left, right);
    } else if ((JsonTypes.isJsonb(left) && JsonTypes.isJsonb(right))
        || (literal && operator.equals("||"))) {
      become(call, "jsonb_concat");
    }
  }

  private static boolean isArray(RelDataType type) {
    return type.getComponentType() != null;
  }

  /** Whether a value beside an array is an element; literals of text and NULL are arrays. */
  private static boolean isElement(RelDataType type, SqlNode node) {
    return !isArray(type)
        && type.getSqlTypeName() != SqlTypeName.NULL
        && type.getSqlTypeName() != SqlTypeName.UNKNOWN
        && !(node instanceof SqlCharStringLiteral);
  }

  /** Reads a literal of text beside a jsonb value as one. */
  private static boolean reads(SqlBasicCall call, int index, RelDataType other) {
    SqlNode operand = call.operand(index);
    if (!JsonTypes.isJsonb(other) || !(operand instanceof SqlCharStringLiteral literal)) {
      return false;
    }
    call.setOperand(
        index,
        Casts.typed(
            ColumnType.JSONB, literal.getValueAs(String.class), operand.getParserPosition()));
    return true;
  }

  /** Values of json are texts that nothing compares. */
  private static void refuseText(SqlBasicCall call, RelDataType left, RelDataType right) {
    if (JsonTypes.isJson(left)
        && JsonTypes.isJson(right)
        && !(JsonTypes.isJsonb(left) && JsonTypes.isJsonb(right))) {
      SqlParserPos position = call.getParserPosition();
      throw new KarstException(
              ErrorCode.UNDEFINED_FUNCTION,
              "operator does not exist: "
                  + KarstValidator.nameOf(left)
                  + " "
                  + call.getOperator().getName()
                  + " "
                  + KarstValidator.nameOf(right))
          .withHint("You might need to add explicit type casts.")
          .withPosition(position.getLineNum(), position.getColumnNum());
    }
  }

  private static void become(SqlBasicCall call, String function) {
    call.setOperator(
        new SqlUnresolvedFunction(
            new SqlIdentifier(function, call.getParserPosition()),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION));
  }
}
