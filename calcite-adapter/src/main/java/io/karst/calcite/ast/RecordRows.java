package io.karst.calcite.ast;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code f(x) AS alias (name type, ...)}: a function that returns records, and their columns. */
public final class RecordRows {
  /** Operands: the call, the list of names, the list of types. */
  public static final SqlSpecialOperator OPERATOR = new Operator();

  private RecordRows() {}

  /** Whether a node is one. */
  @SuppressWarnings("ReferenceEquality") // operators are singletons
  public static boolean is(SqlNode node) {
    return node instanceof SqlCall call && call.getOperator() == OPERATOR;
  }

  /** The rows of a table that is a call of a function. */
  public static SqlNode of(
      SqlNode table, List<SqlNode> names, List<SqlNode> types, SqlParserPos pos) {
    SqlNode call = table;
    while (call.getKind() == SqlKind.LATERAL || call.getKind() == SqlKind.COLLECTION_TABLE) {
      call = ((SqlCall) call).operand(0);
    }
    if (call.equals(table)) {
      throw new KarstException(
              ErrorCode.SYNTAX_ERROR,
              "a column definition list is only allowed for functions returning \"record\"")
          .withPosition(pos.getLineNum(), pos.getColumnNum());
    }
    return OPERATOR.createCall(pos, call, new SqlNodeList(names, pos), new SqlNodeList(types, pos));
  }

  private static final class Operator extends SqlSpecialOperator {
    /** Above all: no parentheses around it. */
    private static final int PRECEDENCE = 200;

    Operator() {
      super("RECORDS", SqlKind.OTHER, PRECEDENCE);
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
      writer.keyword("RECORDS");
      SqlWriter.Frame frame = writer.startList("(", ")");
      for (SqlNode operand : call.getOperandList()) {
        writer.sep(",");
        operand.unparse(writer, 0, 0);
      }
      writer.endList(frame);
    }
  }
}
