package io.karst.calcite.parser.action;

import io.karst.calcite.ast.OrderItems;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Turns {@code SELECT DISTINCT ON (keys) ... ORDER BY order} into what it means: {@code QUALIFY
 * row_number() OVER (PARTITION BY keys ORDER BY order) = 1}. ORDER BY follows SELECT, so the SELECT
 * is marked first and resolved when its ORDER BY, or its absence, is known.
 */
public final class DistinctOn {
  private DistinctOn() {}

  /** Marks a SELECT. */
  public static SqlSelect mark(SqlSelect select, SqlNodeList keys) {
    return new Marked(select, keys);
  }

  /**
   * Resolves a marked SELECT, behind WITH and in set operations too; any other node stays as it is.
   *
   * @param node what stands before ORDER BY
   * @param orderBy the items of ORDER BY, or null
   */
  public static SqlNode resolve(SqlNode node, @Nullable SqlNodeList orderBy) {
    if (node instanceof SqlWith with) {
      return new SqlWith(with.getParserPosition(), with.withList, resolve(with.body, orderBy));
    }
    if (node instanceof SqlCall call && SqlKind.SET_QUERY.contains(node.getKind())) {
      // ORDER BY orders the rows of all of them, and none of those that are left out.
      for (int i = 0; i < call.operandCount(); i++) {
        call.setOperand(i, resolve(call.operand(i), null));
      }
      return call;
    }
    if (!(node instanceof Marked select)) {
      return node;
    }
    SqlParserPos pos = select.keys.getParserPosition();
    SqlNodeList order = new SqlNodeList(pos);
    if (orderBy != null) {
      for (SqlNode item : orderBy) {
        order.add(OrderItems.withKey(item, key -> expression(select, key)));
      }
    }
    List<SqlNode> keys = new ArrayList<>();
    for (SqlNode key : select.keys) {
      keys.add(expression(select, key));
    }
    SqlNode window =
        SqlWindow.create(
            null,
            null,
            new SqlNodeList(keys, pos),
            order,
            SqlLiteral.createBoolean(false, pos),
            null,
            null,
            null,
            SqlWindow.createExcludeNoOthers(pos),
            pos);
    SqlCall number = SqlStdOperatorTable.ROW_NUMBER.createCall(pos);
    SqlCall condition =
        SqlStdOperatorTable.EQUALS.createCall(
            pos,
            SqlStdOperatorTable.OVER.createCall(pos, number, window),
            SqlLiteral.createExactNumeric("1", pos));
    SqlNode qualify = select.getQualify();
    return select.with(
        qualify == null ? condition : SqlStdOperatorTable.AND.createCall(pos, qualify, condition));
  }

  /** Replaces a number or an alias of the select list by the expression it stands for. */
  private static SqlNode expression(SqlSelect select, SqlNode node) {
    SqlNodeList items = select.getSelectList();
    if (node instanceof SqlNumericLiteral literal && literal.isInteger()) {
      int ordinal = literal.intValue(true);
      if (ordinal >= 1 && ordinal <= items.size()) {
        return withoutAlias(items.get(ordinal - 1));
      }
    }
    if (node instanceof SqlIdentifier identifier && identifier.isSimple()) {
      for (SqlNode item : items) {
        if (item.getKind() == SqlKind.AS
            && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
            && alias.getSimple().equals(identifier.getSimple())) {
          return withoutAlias(item);
        }
      }
    }
    return node;
  }

  private static SqlNode withoutAlias(SqlNode item) {
    return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
  }

  /** A SELECT whose DISTINCT ON is still to be resolved. */
  private static final class Marked extends SqlSelect {
    private final SqlNodeList keys;
    private final SqlSelect plain;

    Marked(SqlSelect select, SqlNodeList keys) {
      super(
          select.getParserPosition(),
          null,
          select.getSelectList(),
          select.getFrom(),
          select.getWhere(),
          select.getGroup(),
          select.getHaving(),
          select.getWindowList(),
          select.getQualify(),
          null,
          null,
          null,
          select.getHints());
      this.keys = keys;
      this.plain = select;
    }

    SqlSelect with(SqlNode qualify) {
      plain.setQualify(qualify);
      return plain;
    }
  }
}
