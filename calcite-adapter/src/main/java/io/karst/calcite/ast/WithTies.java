package io.karst.calcite.ast;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The number of {@code FETCH FIRST n ROWS WITH TIES}: a literal or parameter that is marked. */
public final class WithTies {
  private WithTies() {}

  /** The number as one with ties. */
  public static SqlNode of(SqlNode number) {
    SqlParserPos pos = number.getParserPosition();
    return number instanceof SqlDynamicParam parameter
        ? new Parameter(parameter.getIndex(), pos)
        : new Literal(((SqlNumericLiteral) number).getValueAs(BigDecimal.class), pos);
  }

  /** Whether a number is marked. */
  public static boolean is(@Nullable SqlNode number) {
    return number instanceof Parameter || number instanceof Literal;
  }

  /**
   * The number as it is.
   *
   * @throws KarstException 42601 for ties without an order
   */
  public static @Nullable SqlNode checked(@Nullable SqlNodeList order, @Nullable SqlNode number) {
    if (order == null && number != null && is(number)) {
      SqlParserPos pos = number.getParserPosition();
      throw new KarstException(
              ErrorCode.SYNTAX_ERROR, "WITH TIES cannot be specified without ORDER BY clause")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    return number;
  }

  private static final class Parameter extends SqlDynamicParam {
    Parameter(int index, SqlParserPos pos) {
      super(index, pos);
    }
  }

  private static final class Literal extends SqlNumericLiteral {
    Literal(BigDecimal value, SqlParserPos pos) {
      super(value, value.precision(), value.scale(), true, pos);
    }
  }
}
