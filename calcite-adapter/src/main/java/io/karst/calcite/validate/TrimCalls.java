package io.karst.calcite.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/**
 * {@code TRIM(BOTH a FROM b)} is {@code btrim(b, a)}, for texts and bytes. Calcite's code forgets
 * the side in what it computes a second time.
 */
final class TrimCalls {
  private TrimCalls() {}

  static SqlNode rewrite(SqlCall trim) {
    SqlTrimFunction.Flag side =
        ((SqlLiteral) trim.operand(0)).getValueAs(SqlTrimFunction.Flag.class);
    String name =
        switch (side) {
          case BOTH -> "btrim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    return StatementRewriter.call(name, trim.getParserPosition(), trim.operand(2), trim.operand(1));
  }
}
