package io.karst.calcite.validate;

import io.karst.calcite.parser.action.Casts;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Numbers with an exponent: {@code numeric} as in PostgreSQL, doubles where they have no room. */
final class NumberLiterals {
  private static final int MOST_DIGITS = 38;

  private NumberLiterals() {}

  static SqlNode exact(SqlNumericLiteral number) {
    BigDecimal value = number.getValueAs(BigDecimal.class);
    if (number.isExact()
        || value.scale() > MOST_DIGITS
        || value.precision() - Math.min(0, value.scale()) > MOST_DIGITS) {
      return number;
    }
    SqlParserPos pos = number.getParserPosition();
    SqlNode literal = SqlLiteral.createExactNumeric(value.toPlainString(), pos);
    return value.scale() > 0 ? literal : Casts.of(literal, ColumnType.of(TypeKind.DECIMAL));
  }
}
