package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Says which table's column a name means that USING has merged: the left one, the right one of a
 * RIGHT JOIN, and of a FULL JOIN the one that is there. Calcite knows it of two tables, and in the
 * select list only.
 */
final class MergedNames extends SqlShuttle {
  private final Map<String, SqlNode> meanings;

  private MergedNames(Map<String, SqlNode> meanings) {
    this.meanings = meanings;
  }

  /** The query with such names replaced; the same one if it has none. */
  static SqlSelect rewrite(SqlSelect select) {
    SqlNode from = select.getFrom();
    if (!(from instanceof SqlJoin join)) {
      return select;
    }
    Map<String, SqlNode> meanings = new LinkedHashMap<>();
    collect(join, meanings);
    if (meanings.isEmpty()) {
      return select;
    }
    MergedNames names = new MergedNames(meanings);
    SqlSelect result = (SqlSelect) select.clone(select.getParserPosition());
    result.setSelectList(names.items(select.getSelectList()));
    result.setWhere(names.replaced(select.getWhere()));
    result.setGroupBy((SqlNodeList) names.replaced(select.getGroup()));
    result.setHaving(names.replaced(select.getHaving()));
    result.setQualify(names.replaced(select.getQualify()));
    return result;
  }

  /** The ordered query with such names replaced in ORDER BY. */
  static SqlOrderBy rewrite(SqlOrderBy ordered) {
    SqlNode query = ordered.query instanceof SqlWith with ? with.body : ordered.query;
    if (!(query instanceof SqlSelect select) || !(select.getFrom() instanceof SqlJoin join)) {
      return ordered;
    }
    Map<String, SqlNode> meanings = new LinkedHashMap<>();
    collect(join, meanings);
    if (meanings.isEmpty()) {
      return ordered;
    }
    MergedNames names = new MergedNames(meanings);
    SqlNodeList order = new SqlNodeList(ordered.orderList.getParserPosition());
    for (SqlNode item : ordered.orderList) {
      order.add(isSelected(select, item) ? item : requireNonNull(item.accept(names)));
    }
    return new SqlOrderBy(
        ordered.getParserPosition(), ordered.query, order, ordered.offset, ordered.fetch);
  }

  /** Whether a part of ORDER BY is the name of a column of the result. */
  private static boolean isSelected(SqlSelect select, SqlNode item) {
    SqlNode key = item;
    while (key.getKind() == SqlKind.DESCENDING
        || key.getKind() == SqlKind.NULLS_FIRST
        || key.getKind() == SqlKind.NULLS_LAST) {
      key = ((SqlCall) key).operand(0);
    }
    if (!(key instanceof SqlIdentifier name) || !name.isSimple()) {
      return false;
    }
    for (SqlNode selected : select.getSelectList()) {
      SqlNode label = selected.getKind() == SqlKind.AS ? ((SqlCall) selected).operand(1) : selected;
      if (label instanceof SqlIdentifier identifier
          && (identifier.isStar()
              || identifier.names.get(identifier.names.size() - 1).equals(name.getSimple()))) {
        return true;
      }
    }
    return false;
  }

  /** Names that joins merge, with what they mean in the whole. */
  private static void collect(SqlJoin top, Map<String, SqlNode> meanings) {
    if (top.getConditionType() == JoinConditionType.USING) {
      for (SqlNode column : (SqlNodeList) requireNonNull(top.getCondition())) {
        String name = ((SqlIdentifier) column).getSimple();
        SqlNode meaning = meaning(top, name);
        if (meaning != null) {
          meanings.put(name, meaning);
        }
      }
    }
    for (SqlNode side : new SqlNode[] {top.getLeft(), top.getRight()}) {
      if (side instanceof SqlJoin join) {
        Map<String, SqlNode> below = new LinkedHashMap<>();
        collect(join, below);
        below.forEach(meanings::putIfAbsent);
      }
    }
  }

  private static @Nullable SqlNode meaning(SqlNode node, String name) {
    if (node instanceof SqlJoin join) {
      if (!merges(join, name)) {
        return null; // which side has the column is not known yet
      }
      SqlNode left = meaning(join.getLeft(), name);
      SqlNode right = meaning(join.getRight(), name);
      return switch (join.getJoinType()) {
        case RIGHT -> right;
        case FULL ->
            left == null || right == null
                ? null
                : SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, left, right);
        default -> left;
      };
    }
    SqlNode table = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(1) : node;
    if (!(table instanceof SqlIdentifier identifier)) {
      return null;
    }
    String last = identifier.names.get(identifier.names.size() - 1);
    return new SqlIdentifier(java.util.List.of(last, name), SqlParserPos.ZERO);
  }

  private static boolean merges(SqlJoin join, String name) {
    if (join.getConditionType() != JoinConditionType.USING) {
      return false;
    }
    for (SqlNode column : (SqlNodeList) requireNonNull(join.getCondition())) {
      if (((SqlIdentifier) column).getSimple().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable SqlNode replaced(@Nullable SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  private SqlNodeList items(SqlNodeList list) {
    SqlNodeList result = new SqlNodeList(list.getParserPosition());
    for (SqlNode item : list) {
      SqlNode replaced = requireNonNull(item.accept(this));
      result.add(
          item instanceof SqlIdentifier identifier && meaning(identifier) != null
              ? SqlStdOperatorTable.AS.createCall(item.getParserPosition(), replaced, identifier)
              : replaced);
    }
    return result;
  }

  private @Nullable SqlNode meaning(SqlIdentifier identifier) {
    return identifier.isSimple() ? meanings.get(identifier.getSimple()) : null;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    SqlNode meaning = meaning(identifier);
    return meaning == null ? identifier : meaning;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call.getKind()) {
      case SELECT, WITH, ORDER_BY, UNION, INTERSECT, EXCEPT, WINDOW -> call;
      case AS ->
          call.getOperator()
              .createCall(
                  call.getParserPosition(),
                  requireNonNull(call.operand(0).accept(this)),
                  call.operand(1));
      default -> super.visit(call);
    };
  }
}
