package io.karst.calcite.parser.action;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The numbers of LIMIT and OFFSET: parameters, and constant expressions, which are computed. */
public final class Limits {
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private Limits() {}

  /**
   * The number as Calcite takes it.
   *
   * @return null where there is no limit: LIMIT NULL
   * @throws KarstException 2201W or 2201X below zero, 0A000 for what is not constant
   */
  public static @Nullable SqlNode constant(SqlNode node, boolean isLimit) {
    SqlNode plain = node;
    while (plain.getKind() == SqlKind.CAST && plain instanceof SqlCall cast) {
      plain = cast.operand(0);
    }
    if (plain instanceof SqlDynamicParam) {
      return plain;
    }
    if (plain instanceof SqlLiteral literal && literal.getValue() == null) {
      return null;
    }
    SqlParserPos pos = node.getParserPosition();
    BigDecimal value = value(plain, isLimit).setScale(0, RoundingMode.HALF_UP);
    if (value.signum() < 0) {
      throw at(
          new KarstException(
              isLimit ? ErrorCode.INVALID_LIMIT : ErrorCode.INVALID_OFFSET,
              (isLimit ? "LIMIT" : "OFFSET") + " must not be negative"),
          pos);
    }
    // More rows than there can be are all of them.
    return SqlLiteral.createExactNumeric(value.min(MOST).toPlainString(), pos);
  }

  private static KarstException at(KarstException error, SqlParserPos pos) {
    return error.withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  private static BigDecimal value(SqlNode node, boolean isLimit) {
    if (node instanceof SqlNumericLiteral number) {
      return number.getValueAs(BigDecimal.class);
    }
    if (node instanceof SqlCharStringLiteral text) {
      String digits = text.getValueAs(String.class);
      return BigDecimal.valueOf((Long) Values.parse(ColumnType.BIGINT, digits));
    }
    if (node instanceof SqlNodeList list && list.size() == 1) {
      return value(list.get(0), isLimit);
    }
    if (node instanceof SqlCall call && call.operandCount() == 1) {
      BigDecimal operand = value(call.operand(0), isLimit);
      if (call.getKind() == SqlKind.MINUS_PREFIX) {
        return operand.negate();
      }
      if (call.getKind() == SqlKind.PLUS_PREFIX) {
        return operand;
      }
    }
    if (node instanceof SqlCall call && call.operandCount() == 2) {
      BigDecimal left = value(call.operand(0), isLimit);
      BigDecimal right = value(call.operand(1), isLimit);
      switch (call.getKind()) {
        case PLUS -> {
          return left.add(right);
        }
        case MINUS -> {
          return left.subtract(right);
        }
        case TIMES -> {
          return left.multiply(right);
        }
        default -> {}
      }
    }
    throw at(
        new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            (isLimit ? "LIMIT" : "OFFSET") + " of an expression that is no constant"),
        node.getParserPosition());
  }
}
