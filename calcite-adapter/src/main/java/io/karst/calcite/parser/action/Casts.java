package io.karst.calcite.parser.action;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Makes casts. A string literal cast to an interval is read here: Calcite cannot read ours. */
public final class Casts {
  private Casts() {}

  /** Makes {@code operator(operand AS type)}; {@code arguments} may end with a format. */
  public static SqlCall call(SqlOperator operator, SqlParserPos pos, List<SqlNode> arguments) {
    if (arguments.size() == 2) {
      return call(operator, pos, arguments.get(0), arguments.get(1));
    }
    return operator.createCall(pos, arguments);
  }

  /** Makes the cast that {@code left::right} stands for. */
  static SqlCall infix(SqlParserPos pos, SqlNode left, SqlNode right) {
    return call(SqlStdOperatorTable.CAST, pos, left, right);
  }

  /** Makes the cast that {@code type 'text'} stands for. */
  public static SqlCall typed(ColumnType type, String text, SqlParserPos pos) {
    SqlDataTypeSpec spec = new SqlDataTypeSpec(new ColumnTypeSpec(type, false, pos), pos);
    return infix(pos, SqlLiteral.createCharString(text, pos), spec);
  }

  private static SqlCall call(
      SqlOperator operator, SqlParserPos pos, SqlNode operand, SqlNode type) {
    if (isInterval(type) && operand instanceof SqlLiteral literal) {
      SqlIntervalLiteral interval = interval(literal);
      if (interval != null) {
        SqlIntervalLiteral.IntervalValue value =
            interval.getValueAs(SqlIntervalLiteral.IntervalValue.class);
        return operator.createCall(pos, interval, value.getIntervalQualifier());
      }
    }
    return operator.createCall(pos, operand, type);
  }

  private static @Nullable SqlIntervalLiteral interval(SqlLiteral literal) {
    if (literal instanceof SqlIntervalLiteral interval) {
      return interval;
    }
    if (literal.getTypeName() != SqlTypeName.CHAR) {
      return null;
    }
    return IntervalText.parse(literal.getValueAs(String.class), 1, literal.getParserPosition());
  }

  private static boolean isInterval(SqlNode type) {
    if (!(type instanceof SqlDataTypeSpec spec)
        || !(spec.getTypeNameSpec() instanceof ColumnTypeSpec)) {
      return false;
    }
    TypeKind kind = ColumnTypeSpec.of(spec).kind();
    return kind == TypeKind.INTERVAL_YEAR_MONTH || kind == TypeKind.INTERVAL_DAY_SECOND;
  }
}
