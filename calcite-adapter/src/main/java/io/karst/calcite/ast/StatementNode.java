package io.karst.calcite.ast;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A Karst statement as a node of Calcite's syntax tree. It is never handed to Calcite's validator:
 * the executor takes the {@link #statement()} apart and gives Calcite the queries in it.
 */
public final class StatementNode extends SqlCall {
  private final KarstStatement statement;
  private final SqlOperator operator;

  /** Wraps a statement that spans the given position. */
  public StatementNode(SqlParserPos pos, KarstStatement statement) {
    super(pos);
    this.statement = Objects.requireNonNull(statement);
    this.operator = new SqlSpecialOperator(statement.tag(), SqlKind.OTHER);
  }

  /** Returns the statement. */
  public KarstStatement statement() {
    return statement;
  }

  @Override
  public SqlOperator getOperator() {
    return operator;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return statement.operands();
  }

  @Override
  public SqlNode clone(SqlParserPos pos) {
    return new StatementNode(pos, statement);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    statement.unparse(writer);
  }
}
