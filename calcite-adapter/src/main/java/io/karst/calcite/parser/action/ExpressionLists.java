package io.karst.calcite.parser.action;

import static java.util.Objects.requireNonNull;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.jspecify.annotations.Nullable;

/**
 * From operands and operators in a row to a tree. Calcite does it in the square of their number and
 * nests to the left; here long rows are cut at OR and AND first, and what these join becomes a
 * balanced tree: a thousand conditions are nested ten deep.
 */
public final class ExpressionLists {
  private static final int SHORT = 64;

  /** Operands and operators between two ANDs; such rows are nested as deep as they are long. */
  private static final int MOST = 8_000;

  private ExpressionLists() {}

  /** {@code (t).*}, the columns of a table. */
  public static SqlNode allFields(SqlNode row, SqlParserPos pos) {
    if (row instanceof SqlIdentifier table && !table.isStar()) {
      return table.plusStar();
    }
    throw new KarstException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "all fields of a row that is no table's are not supported")
        .withPosition(pos.getLineNum(), pos.getColumnNum());
  }

  /**
   * The tree of an expression.
   *
   * @param list operands as nodes, operators as list items
   */
  public static SqlNode toTree(List<Object> list) {
    if (list.size() <= SHORT) {
      return requireNonNull(SqlParserUtil.toTree(list));
    }
    List<SqlNode> alternatives = new ArrayList<>();
    for (List<Object> alternative : cut(list, SqlKind.OR)) {
      List<SqlNode> conditions = new ArrayList<>();
      for (List<Object> condition : cut(alternative, SqlKind.AND)) {
        if (condition.size() > MOST) {
          throw new KarstException(
                  ErrorCode.LIMIT_EXCEEDED,
                  "the statement is nested too deeply: an expression of more than "
                      + MOST
                      + " operands and operators")
              .withHint("Split it, or put its values into a table.");
        }
        conditions.add(requireNonNull(SqlParserUtil.toTree(condition)));
      }
      alternatives.add(balanced(conditions, SqlStdOperatorTable.AND));
    }
    return balanced(alternatives, SqlStdOperatorTable.OR);
  }

  /** The parts of a list between operators of a kind; the AND of a BETWEEN does not count. */
  private static List<List<Object>> cut(List<Object> list, SqlKind kind) {
    List<List<Object>> parts = new ArrayList<>();
    List<Object> part = new ArrayList<>();
    int open = 0;
    for (Object item : list) {
      SqlOperator operator =
          item instanceof SqlParserUtil.ToTreeListItem operation ? operation.getOperator() : null;
      if (operator instanceof SqlBetweenOperator) {
        open++;
      } else if (operator != null && operator.getKind() == SqlKind.AND && open > 0) {
        open--;
      } else if (operator != null && operator.getKind() == kind) {
        parts.add(part);
        part = new ArrayList<>();
        continue;
      }
      part.add(item);
    }
    parts.add(part);
    return parts;
  }

  private static SqlNode balanced(List<SqlNode> nodes, SqlOperator operator) {
    int size = nodes.size();
    if (size == 1) {
      return nodes.get(0);
    }
    SqlNode left = balanced(nodes.subList(0, (size + 1) / 2), operator);
    SqlNode right = balanced(nodes.subList((size + 1) / 2, size), operator);
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }

  /** The ends of a slice of an array; those that are left out take all there is. */
  public static SqlNodeList slice(
      @Nullable SqlNode first, @Nullable SqlNode last, SqlParserPos pos) {
    SqlNode from = first == null ? SqlLiteral.createExactNumeric("1", pos) : first;
    SqlNode to =
        last == null ? SqlLiteral.createExactNumeric(String.valueOf(Integer.MAX_VALUE), pos) : last;
    return new SqlNodeList(List.of(from, to), pos);
  }
}
