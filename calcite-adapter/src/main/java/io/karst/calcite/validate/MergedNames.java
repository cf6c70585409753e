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
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Says which table's column a name means that USING has merged over three tables and more: the left
 * one, the right one of a RIGHT JOIN, and of a FULL JOIN the one that is there. Calcite looks at
 * two of the tables only.
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

  /** Names that joins merge of three columns or more, with what they mean in the whole. */
  private static void collect(SqlJoin top, Map<String, SqlNode> meanings) {
    if (top.getConditionType() == JoinConditionType.USING) {
      for (SqlNode column : (SqlNodeList) requireNonNull(top.getCondition())) {
        String name = ((SqlIdentifier) column).getSimple();
        SqlNode meaning = meaning(top, name);
        if (meaning != null && tables(top, name) > 2) {
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

  private static int tables(SqlNode node, String name) {
    return node instanceof SqlJoin join && merges(join, name)
        ? tables(join.getLeft(), name) + tables(join.getRight(), name)
        : 1;
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
