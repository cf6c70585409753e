package io.karst.calcite.ast;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ROWS FROM (f(x), g(y)) WITH ORDINALITY}, and what is short for it. */
public final class RowsFrom {
  /** Operands: the list of calls, and whether rows are numbered. */
  public static final SqlSpecialOperator OPERATOR = new Operator();

  private RowsFrom() {}

  /** Whether a node is one. */
  @SuppressWarnings("ReferenceEquality") // operators are singletons
  public static boolean is(SqlNode node) {
    return node instanceof SqlCall call && call.getOperator() == OPERATOR;
  }

  /** Rows of several calls in step. */
  public static SqlNode of(List<SqlNode> calls, SqlParserPos pos) {
    List<SqlNode> plain = new ArrayList<>();
    for (SqlNode call : calls) {
      plain.add(plain(call));
    }
    return OPERATOR.createCall(
        pos, new SqlNodeList(plain, pos), SqlLiteral.createBoolean(false, pos));
  }

  private static SqlNode plain(SqlNode call) {
    return call.getKind() == SqlKind.COLLECTION_TABLE ? ((SqlCall) call).operand(0) : call;
  }

  /** {@code table WITH ORDINALITY}. */
  public static SqlNode numbered(SqlNode table, SqlParserPos pos) {
    SqlCall rows = (SqlCall) table;
    SqlNodeList calls =
        is(table)
            ? rows.operand(0)
            : new SqlNodeList(
                table.getKind() == SqlKind.UNNEST
                    ? List.of(unnest(rows.operand(0), table.getParserPosition()))
                    : List.of(plain(table)),
                pos);
    return OPERATOR.createCall(pos, calls, SqlLiteral.createBoolean(true, pos));
  }

  /** {@code UNNEST(a, b)} in FROM: several arrays in step. */
  public static SqlNode unnest(SqlUnnestOperator operator, SqlNodeList arrays, SqlParserPos pos) {
    if (arrays.size() == 1) {
      return operator.createCall(pos, arrays.getList());
    }
    List<SqlNode> calls = new ArrayList<>();
    for (SqlNode array : arrays) {
      calls.add(unnest(array, pos));
    }
    return of(calls, pos);
  }

  /** A call of the function {@code unnest}. */
  public static SqlCall unnest(SqlNode array, SqlParserPos pos) {
    return new SqlUnresolvedFunction(
            new SqlIdentifier("unnest", pos),
            null,
            null,
            null,
            null,
            SqlFunctionCategory.USER_DEFINED_FUNCTION)
        .createCall(pos, array);
  }

  private static final class Operator extends SqlSpecialOperator {
    /** Above all: no parentheses around it. */
    private static final int PRECEDENCE = 200;

    Operator() {
      super("ROWS FROM", SqlKind.OTHER, PRECEDENCE);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
      writer.keyword("ROWS FROM");
      SqlWriter.Frame frame = writer.startList("(", ")");
      for (SqlNode function : (SqlNodeList) call.operand(0)) {
        writer.sep(",");
        function.unparse(writer, 0, 0);
      }
      writer.endList(frame);
      if (((SqlLiteral) call.operand(1)).booleanValue()) {
        writer.keyword("WITH ORDINALITY");
      }
    }
  }
}
