package io.karst.calcite.validate;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Constants in ORDER BY and GROUP BY, which are numbers of columns and nothing else. */
final class ConstantKeys {
  private ConstantKeys() {}

  /**
   * Refuses those that are no numbers of columns, which would order or group nothing.
   *
   * @throws KarstException 42601, or 42P10 for a negative number
   */
  static void check(SqlSelect select) {
    check(select.getOrderList(), "ORDER BY");
    check(select.getGroup(), "GROUP BY");
  }

  private static void check(@Nullable SqlNodeList keys, String clause) {
    for (int i = 0; keys != null && i < keys.size(); i++) {
      SqlNode key = keys.get(i);
      while (key.getKind() == SqlKind.DESCENDING
          || key.getKind() == SqlKind.NULLS_FIRST
          || key.getKind() == SqlKind.NULLS_LAST) {
        key = ((SqlCall) key).operand(0);
      }
      boolean negative = isInteger(key) && ((SqlNumericLiteral) key).bigDecimalValue().signum() < 0;
      if (negative) {
        throw at(
            key,
            new KarstException(
                ErrorCode.INVALID_COLUMN_REFERENCE,
                clause + " position " + key + " is not in select list"));
      }
      if (key instanceof SqlLiteral && !isInteger(key)) {
        throw at(
            key, new KarstException(ErrorCode.SYNTAX_ERROR, "non-integer constant in " + clause));
      }
    }
  }

  private static boolean isInteger(SqlNode node) {
    return node instanceof SqlNumericLiteral number && number.isInteger();
  }

  private static KarstException at(SqlNode key, KarstException error) {
    SqlParserPos position = key.getParserPosition();
    return error.withPosition(position.getLineNum(), position.getColumnNum());
  }
}
