package io.karst.calcite.parser.action;

import io.karst.calcite.type.KarstTypeSystem;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.jspecify.annotations.Nullable;

/**
 * The infix operators that Calcite lacks. Their precedence follows PostgreSQL: distances bind
 * tighter than comparisons and looser than {@code +}; JSON access tighter than {@code *} and {@code
 * ||}; AT TIME ZONE and {@code ::} tighter than all of these.
 */
public final class KarstOperators {
  private static final int DISTANCE_PRECEDENCE = 36;

  /** Of PostgreSQL's operators without a level of their own: below {@code +}. */
  static final int OTHER_PRECEDENCE = 38;

  private static final int ACCESS_PRECEDENCE = 70;
  private static final int TIME_ZONE_PRECEDENCE = 90;
  private static final int CAST_PRECEDENCE = 94;

  /** Euclidean distance of two vectors. */
  public static final SqlBinaryOperator L2_DISTANCE = distance("<->");

  /** Cosine distance of two vectors, 0 to 2. */
  public static final SqlBinaryOperator COSINE_DISTANCE = distance("<=>");

  /** Negative inner product of two vectors. */
  public static final SqlBinaryOperator NEGATIVE_INNER_PRODUCT = distance("<#>");

  /** Manhattan distance of two vectors. */
  public static final SqlBinaryOperator L1_DISTANCE = distance("<+>");

  /** Member of a JSON object (by text) or element of a JSON array (by number), as JSON. */
  public static final SqlBinaryOperator JSON_GET = json("->");

  /** As {@link #JSON_GET}, but as text. */
  public static final SqlBinaryOperator JSON_GET_TEXT = json("->>");

  /** Turns a TIMESTAMP into the instant when that zone's clocks show it, and an instant back. */
  public static final SqlBinaryOperator AT_TIME_ZONE =
      new SqlBinaryOperator(
          "AT TIME ZONE",
          SqlKind.OTHER_FUNCTION,
          TIME_ZONE_PRECEDENCE,
          true,
          atTimeZoneType(),
          null,
          OperandTypes.ANY_ANY);

  /** {@code expression::type}; makes an ordinary CAST, so it appears in no tree. */
  public static final SqlBinaryOperator CAST_INFIX =
      new Replacing("::", CAST_PRECEDENCE) {
        @Override
        SqlCall replace(SqlParserPos pos, SqlNode left, SqlNode right) {
          return Casts.infix(pos, left, right);
        }
      };

  /** {@code a || b}; makes an ordinary concatenation, so it appears in no tree. */
  public static final SqlBinaryOperator CONCAT_INFIX =
      new Replacing("||", OTHER_PRECEDENCE) {
        @Override
        SqlCall replace(SqlParserPos pos, SqlNode left, SqlNode right) {
          return SqlStdOperatorTable.CONCAT.createCall(pos, left, right);
        }
      };

  /** {@code a ^ b}; makes a call of a function, so it appears in no tree. */
  public static final SqlBinaryOperator POWER_INFIX =
      new Replacing("^", ACCESS_PRECEDENCE) {
        @Override
        SqlCall replace(SqlParserPos pos, SqlNode left, SqlNode right) {
          return FunctionOperators.call("$power", pos, List.of(left, right));
        }
      };

  private KarstOperators() {}

  /** Returns the operators that can appear in a tree, for the operator table. */
  public static List<SqlOperator> all() {
    return List.of(
        L2_DISTANCE,
        COSINE_DISTANCE,
        NEGATIVE_INNER_PRODUCT,
        L1_DISTANCE,
        JSON_GET,
        JSON_GET_TEXT,
        AT_TIME_ZONE);
  }

  private static SqlBinaryOperator distance(String symbol) {
    return new SqlBinaryOperator(
        symbol,
        SqlKind.OTHER,
        DISTANCE_PRECEDENCE,
        true,
        ReturnTypes.DOUBLE_NULLABLE,
        null,
        OperandTypes.ANY_ANY);
  }

  private static SqlBinaryOperator json(String symbol) {
    return new SqlBinaryOperator(
        symbol,
        SqlKind.OTHER,
        ACCESS_PRECEDENCE,
        true,
        ReturnTypes.VARCHAR.andThen(SqlTypeTransforms.FORCE_NULLABLE),
        null,
        OperandTypes.ANY_ANY);
  }

  private static SqlReturnTypeInference atTimeZoneType() {
    return binding -> {
      SqlTypeName moment = binding.getOperandType(0).getSqlTypeName();
      boolean instant =
          moment == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE || moment == SqlTypeName.DATE;
      boolean nullable =
          binding.getOperandType(0).isNullable() || binding.getOperandType(1).isNullable();
      return binding
          .getTypeFactory()
          .createTypeWithNullability(
              binding
                  .getTypeFactory()
                  .createSqlType(
                      instant ? SqlTypeName.TIMESTAMP : SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                      KarstTypeSystem.TIME_DIGITS),
              nullable);
    };
  }

  /** An operator that exists only while an expression is put together. */
  abstract static class Replacing extends SqlBinaryOperator {
    Replacing(String symbol, int precedence) {
      super(symbol, SqlKind.OTHER, precedence, true, ReturnTypes.ARG0, null, OperandTypes.ANY_ANY);
    }

    abstract SqlCall replace(SqlParserPos pos, SqlNode left, SqlNode right);

    @Override
    public SqlCall createCall(
        @Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
      return replace(
          pos,
          java.util.Objects.requireNonNull(operands[0]),
          java.util.Objects.requireNonNull(operands[1]));
    }
  }
}
