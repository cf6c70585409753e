package io.karst.calcite.parser.action;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * Operators that are written for functions: bits, JSON paths, containment, roots. Each makes a call
 * of its function, so none appears in a tree. Names that begin with $ name no column.
 */
public final class FunctionOperators {
  /** As other subscripts have it. */
  private static final int SUBSCRIPT_PRECEDENCE = 100;

  /** As IS NULL has it. */
  private static final int IS_PRECEDENCE = 28;

  public static final SqlBinaryOperator BIT_AND = infix("&", "$bit_and");
  public static final SqlBinaryOperator BIT_OR = infix("|", "$bit_or");
  public static final SqlBinaryOperator BIT_XOR = infix("#", "$bit_xor");
  public static final SqlBinaryOperator SHIFT_LEFT = infix("<<", "$shift_left");
  public static final SqlBinaryOperator SHIFT_RIGHT = infix(">>", "$shift_right");
  public static final SqlBinaryOperator JSON_PATH = infix("#>", "$json_path");
  public static final SqlBinaryOperator JSON_PATH_TEXT = infix("#>>", "$json_path_text");
  public static final SqlBinaryOperator HOLDS = infix("@>", "$holds");
  public static final SqlBinaryOperator HELD_BY = infix("<@", "$held_by");
  public static final SqlBinaryOperator JSON_DELETE_PATH = infix("#-", "$jsonb_delete_path");
  public static final SqlBinaryOperator JSON_PATH_EXISTS = infix("@?", "$jsonb_path_exists");
  public static final SqlBinaryOperator JSON_PATH_MATCH = infix("@@", "$jsonb_path_match");
  public static final SqlBinaryOperator JSON_EXISTS = infix("?", "$jsonb_exists");
  public static final SqlBinaryOperator JSON_EXISTS_ANY = infix("?|", "$jsonb_exists_any");
  public static final SqlBinaryOperator JSON_EXISTS_ALL = infix("?&", "$jsonb_exists_all");
  public static final SqlBinaryOperator MEETS = infix("&&", "$meets");

  /** Of an array and the list of two numbers. */
  public static final SqlBinaryOperator SLICE =
      new KarstOperators.Replacing("SLICE", SUBSCRIPT_PRECEDENCE) {
        @Override
        SqlCall replace(SqlParserPos pos, SqlNode left, SqlNode right) {
          SqlNodeList ends = (SqlNodeList) right;
          return call("$slice", pos, List.of(left, ends.get(0), ends.get(1)));
        }
      };

  public static final SqlPrefixOperator BIT_NOT = prefix("~", "$bit_not");
  public static final SqlPrefixOperator SQUARE_ROOT = prefix("|/", "$square_root");
  public static final SqlPrefixOperator CUBE_ROOT = prefix("||/", "cbrt");
  public static final SqlPrefixOperator ABSOLUTE = prefix("@", "abs");

  private FunctionOperators() {}

  static SqlCall call(String function, SqlParserPos pos, List<SqlNode> operands) {
    SqlUnresolvedFunction operator =
        new SqlUnresolvedFunction(
            new SqlIdentifier(function, pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);
    return new SqlBasicCall(operator, operands, pos);
  }

  private static SqlBinaryOperator infix(String symbol, String function) {
    return new KarstOperators.Replacing(symbol, KarstOperators.OTHER_PRECEDENCE) {
      @Override
      SqlCall replace(SqlParserPos pos, SqlNode left, SqlNode right) {
        return call(function, pos, List.of(left, right));
      }
    };
  }

  /**
   * {@code IS [NOT] JSON form}.
   *
   * @param unique WITH UNIQUE KEYS
   */
  public static SqlPostfixOperator isJson(boolean not, String form, boolean unique) {
    return new SqlPostfixOperator(
        "IS JSON", SqlKind.OTHER, IS_PRECEDENCE, ReturnTypes.BOOLEAN, null, OperandTypes.ANY) {
      @Override
      public SqlCall createCall(
          @Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
        SqlCall test =
            call(
                "$is_json",
                pos,
                List.of(
                    Objects.requireNonNull(operands[0]),
                    SqlLiteral.createCharString(form, pos),
                    SqlLiteral.createBoolean(unique, pos)));
        return not ? SqlStdOperatorTable.NOT.createCall(pos, test) : test;
      }
    };
  }

  private static SqlPrefixOperator prefix(String symbol, String function) {
    return new SqlPrefixOperator(
        symbol,
        SqlKind.OTHER,
        KarstOperators.OTHER_PRECEDENCE,
        ReturnTypes.ARG0,
        null,
        OperandTypes.ANY) {
      @Override
      public SqlCall createCall(
          @Nullable SqlLiteral functionQualifier, SqlParserPos pos, @Nullable SqlNode... operands) {
        return call(function, pos, List.of(Objects.requireNonNull(operands[0])));
      }
    };
  }
}
