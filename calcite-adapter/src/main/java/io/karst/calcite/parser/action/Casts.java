package io.karst.calcite.parser.action;

import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes casts. A text literal cast to an interval is read here, so that errors have a place. */
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
    return of(SqlLiteral.createCharString(text, pos), type);
  }

  /** Makes {@code CAST(operand AS type)}. */
  public static SqlCall of(SqlNode operand, ColumnType type) {
    SqlParserPos pos = operand.getParserPosition();
    return infix(pos, operand, new SqlDataTypeSpec(new ColumnTypeSpec(type, false, pos), pos));
  }

  /** Makes {@code CAST(operand AS interval)}. */
  public static SqlCall interval(SqlNode operand) {
    SqlParserPos pos = operand.getParserPosition();
    return infix(pos, operand, intervalSpec(pos));
  }

  private static SqlCall call(
      SqlOperator operator, SqlParserPos pos, SqlNode operand, SqlNode type) {
    if (!(type instanceof SqlDataTypeSpec spec)
        || !(spec.getTypeNameSpec() instanceof ColumnTypeSpec)
        || ColumnTypeSpec.of(spec).kind() != TypeKind.INTERVAL) {
      return operator.createCall(pos, operand, type);
    }
    ColumnType interval = ColumnTypeSpec.of(spec);
    if (operand instanceof SqlLiteral literal && literal.getTypeName() == SqlTypeName.CHAR) {
      SqlParserPos position = literal.getParserPosition();
      String text =
          IntervalLiterals.parse(interval, literal.getValueAs(String.class), position).toString();
      return operator.createCall(
          pos, SqlLiteral.createCharString(text, position), intervalSpec(pos));
    }
    SqlCall cast = operator.createCall(pos, operand, intervalSpec(pos));
    return interval.equals(ColumnType.INTERVAL) ? cast : restricted(cast, interval, pos);
  }

  private static SqlDataTypeSpec intervalSpec(SqlParserPos pos) {
    return new SqlDataTypeSpec(new ColumnTypeSpec(ColumnType.INTERVAL, false, pos), pos);
  }

  /** An interval without the fields that the type does not have. */
  private static SqlCall restricted(SqlCall cast, ColumnType type, SqlParserPos pos) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier("$interval_fields", pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(
            pos,
            cast,
            SqlLiteral.createExactNumeric(Integer.toString(type.scale()), pos),
            SqlLiteral.createExactNumeric(Integer.toString(type.precision()), pos));
  }
}
