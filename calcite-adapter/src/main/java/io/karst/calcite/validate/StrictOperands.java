package io.karst.calcite.validate;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Operands of operators that do not become values of another type by themselves. */
final class StrictOperands {
  private StrictOperands() {}

  /**
   * Requires operands that can meet: text meets a number, a truth value or a time only if it is a
   * literal, and a truth value meets no number.
   *
   * @throws KarstException 42883 for others
   */
  static void require(SqlCallBinding binding, RelDataType left, RelDataType right) {
    boolean mixed =
        (isStrict(left) && SqlTypeUtil.inCharFamily(right) && !isOpen(binding.operand(1)))
            || (isStrict(right) && SqlTypeUtil.inCharFamily(left) && !isOpen(binding.operand(0)))
            || (SqlTypeUtil.isBoolean(left) && SqlTypeUtil.isNumeric(right))
            || (SqlTypeUtil.isNumeric(left) && SqlTypeUtil.isBoolean(right));
    if (mixed) {
      throw undefined(binding.getCall(), left, right);
    }
  }

  /** 42883 for an infix operator that has no such operands. */
  static KarstException undefined(SqlCall call, RelDataType left, RelDataType right) {
    SqlParserPos position = call.getParserPosition();
    return new KarstException(
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

  /** Whether text does not become a value of a type unless it is a literal. */
  static boolean isStrict(RelDataType type) {
    return SqlTypeUtil.isNumeric(type)
        || SqlTypeUtil.isBoolean(type)
        || SqlTypeUtil.isInterval(type)
        || SqlTypeUtil.isDatetime(type);
  }

  /** Literals, parameters, and properties, whose texts stand for values of any type. */
  static boolean isOpen(SqlNode node) {
    return node instanceof SqlLiteral
        || node instanceof SqlDynamicParam
        || (node instanceof SqlCall call
            && call.getOperator().getName().equalsIgnoreCase("json_get_text"));
  }
}
