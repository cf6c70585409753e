package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.parser.action.Casts;
import io.karst.calcite.type.TypeMapping;
import io.karst.storage.value.ColumnType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** The operands of {@code ||} beside an array: elements, arrays, literals of text, NULL. */
final class ArrayOperands {
  private ArrayOperands() {}

  /** Gives the call the function that it stands for, and its operands one type of elements. */
  static void resolve(KarstValidator validator, SqlValidatorScope scope, SqlBasicCall call) {
    RelDataType left = validator.deriveType(scope, call.operand(0));
    RelDataType right = validator.deriveType(scope, call.operand(1));
    RelDataType first = left.getComponentType();
    RelDataType second = right.getComponentType();
    boolean appends = second == null && isElement(right, call.operand(1));
    boolean prepends = first == null && isElement(left, call.operand(0));
    RelDataType leftElement = first == null ? left : first;
    RelDataType rightElement = second == null ? right : second;
    if (SqlTypeUtil.isNumeric(leftElement) && SqlTypeUtil.isNumeric(rightElement)) {
      RelDataType common =
          validator.getTypeFactory().leastRestrictive(List.of(leftElement, rightElement));
      if (common != null) {
        cast(call, 0, leftElement, common, first != null);
        cast(call, 1, rightElement, common, second != null);
      }
    }
    if (appends) {
      SpecialOperators.become(call, "$array_append");
    } else if (prepends) {
      SpecialOperators.become(call, "$array_prepend");
    } else {
      readLiteral(call, 0, rightElement);
      readLiteral(call, 1, leftElement);
      SpecialOperators.become(call, "$array_cat");
    }
  }

  /** Literals of text and NULL are arrays. */
  private static boolean isElement(RelDataType type, SqlNode node) {
    return type.getSqlTypeName() != SqlTypeName.NULL
        && type.getSqlTypeName() != SqlTypeName.UNKNOWN
        && !(node instanceof SqlCharStringLiteral);
  }

  private static void cast(
      SqlBasicCall call, int index, RelDataType from, RelDataType to, boolean array) {
    if (from.getSqlTypeName() == to.getSqlTypeName()) {
      return;
    }
    ColumnType element =
        to.getSqlTypeName() == SqlTypeName.DECIMAL
            ? ColumnType.decimal(0, 0)
            : TypeMapping.fromRel(to);
    SqlNode operand = call.operand(index);
    SqlParserPos pos = operand.getParserPosition();
    ColumnType type = array ? ColumnType.array(element) : element;
    SqlDataTypeSpec spec = new SqlDataTypeSpec(new ColumnTypeSpec(type, false, pos), pos);
    call.setOperand(index, Casts.call(SqlStdOperatorTable.CAST, pos, List.of(operand, spec)));
  }

  private static void readLiteral(SqlBasicCall call, int index, RelDataType element) {
    if (call.operand(index) instanceof SqlCharStringLiteral literal) {
      call.setOperand(
          index,
          Casts.typed(
              ColumnType.array(TypeMapping.fromRel(element)),
              requireNonNull(literal.getValueAs(String.class)),
              literal.getParserPosition()));
    }
  }
}
