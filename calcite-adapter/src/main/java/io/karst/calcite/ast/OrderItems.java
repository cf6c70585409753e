package io.karst.calcite.ast;

import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** Items of ORDER BY: a key, and what is written behind it. */
public final class OrderItems {
  private OrderItems() {}

  /** The key without DESC, NULLS FIRST and NULLS LAST. */
  public static SqlNode key(SqlNode item) {
    return isDirected(item) ? key(((SqlCall) item).operand(0)) : item;
  }

  /** The item with another key. */
  public static SqlNode withKey(SqlNode item, UnaryOperator<SqlNode> change) {
    if (!isDirected(item)) {
      return change.apply(item);
    }
    SqlCall directed = (SqlCall) item;
    SqlNode key = withKey(directed.operand(0), change);
    return directed.getOperator().createCall(item.getParserPosition(), key);
  }

  private static boolean isDirected(SqlNode item) {
    return item.getKind() == SqlKind.DESCENDING
        || item.getKind() == SqlKind.NULLS_FIRST
        || item.getKind() == SqlKind.NULLS_LAST;
  }
}
