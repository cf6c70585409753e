package io.karst.calcite.ast;

import java.util.Objects;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Copies syntax trees: validation changes what it is given, so a tree that is planned twice is
 * planned from copies.
 */
public final class SyntaxCopy extends SqlShuttle {
  private static final SyntaxCopy INSTANCE = new SyntaxCopy();

  private SyntaxCopy() {}

  /** A copy that shares nothing that can change. */
  public static SqlNode of(SqlNode node) {
    return Objects.requireNonNull(node.accept(INSTANCE));
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    CallCopyingArgHandler copy = new CallCopyingArgHandler(call, true);
    call.getOperator().acceptCall(this, call, false, copy);
    return copy.result();
  }

  @Override
  public SqlNode visit(SqlNodeList list) {
    SqlNodeList copy = new SqlNodeList(list.getParserPosition());
    for (SqlNode node : list) {
      copy.add(node == null ? null : node.accept(this));
    }
    return copy;
  }

  @Override
  public SqlNode visit(SqlIdentifier identifier) {
    return identifier.clone(identifier.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlLiteral literal) {
    return literal.clone(literal.getParserPosition());
  }

  @Override
  public SqlNode visit(SqlDynamicParam parameter) {
    return new SqlDynamicParam(parameter.getIndex(), parameter.getParserPosition());
  }
}
