package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.ast.OrderItems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
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
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Says which table's column a name means that USING or NATURAL has merged over two tables and more:
 * the left one, the right one of a RIGHT JOIN, and of a FULL JOIN the one that is there. Calcite
 * looks at two of the tables only, and in the select list alone.
 */
final class MergedNames extends SqlShuttle {
  private final Map<String, SqlNode> meanings;

  /** Names that mean something else where the shuttle is now. */
  private final Set<String> hidden = new HashSet<>();

  private MergedNames(Map<String, SqlNode> meanings) {
    this.meanings = meanings;
  }

  /**
   * A column of a FROM clause.
   *
   * @param meaning the expression over columns of single tables
   * @param tables how many columns it merges
   */
  private record Column(String name, SqlNode meaning, int tables) {}

  /** Replaces such names in a query whose FROM clause is known. */
  static void rewrite(KarstValidator validator, SqlSelect select) {
    if (!(select.getFrom() instanceof SqlJoin join) || merged(join) < 2) {
      return;
    }
    List<Column> columns = columns(validator, join);
    Map<String, SqlNode> meanings = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    for (Column column : columns) {
      if (meanings.put(column.name, column.meaning) != null) {
        twice.add(column.name);
      }
    }
    columns.stream().filter(column -> column.tables < 2).forEach(c -> meanings.remove(c.name));
    meanings.keySet().removeAll(twice);
    if (meanings.isEmpty()) {
      return;
    }
    MergedNames names = new MergedNames(meanings);
    names.order(select);
    select.setSelectList(names.items(select.getSelectList(), columns));
    select.setWhere(names.replaced(select.getWhere()));
    select.setGroupBy((SqlNodeList) names.replaced(select.getGroup()));
    select.setHaving(names.replaced(select.getHaving()));
    select.setQualify(names.replaced(select.getQualify()));
  }

  /** How many tables joins with USING or NATURAL connect at most. */
  private static int merged(SqlNode node) {
    if (!(node instanceof SqlJoin join)) {
      return 1;
    }
    int left = merged(join.getLeft());
    int right = merged(join.getRight());
    return isMerging(join) ? left + right : Math.max(left, right);
  }

  private static boolean isMerging(SqlJoin join) {
    return join.isNatural() || join.getConditionType() == JoinConditionType.USING;
  }

  /** The columns of a table or join in the order of {@code *}. */
  private static List<Column> columns(KarstValidator validator, SqlNode node) {
    if (!(node instanceof SqlJoin join)) {
      return tableColumns(validator, node);
    }
    List<Column> left = columns(validator, join.getLeft());
    List<Column> right = columns(validator, join.getRight());
    List<Column> result = new ArrayList<>();
    Set<String> names = isMerging(join) ? names(join, left, right) : Set.of();
    for (String name : names) {
      Column first = named(left, name);
      Column second = named(right, name);
      if (first == null || second == null) {
        return List.of(); // an error that the validator finds
      }
      result.add(
          new Column(
              name,
              meaning(join.getJoinType(), first.meaning, second.meaning),
              first.tables + second.tables));
    }
    left.stream().filter(column -> !names.contains(column.name)).forEach(result::add);
    right.stream().filter(column -> !names.contains(column.name)).forEach(result::add);
    return result;
  }

  private static SqlNode meaning(JoinType type, SqlNode left, SqlNode right) {
    return switch (type) {
      case RIGHT -> right;
      case FULL -> SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, left, right);
      default -> left;
    };
  }

  private static Set<String> names(SqlJoin join, List<Column> left, List<Column> right) {
    Set<String> names = new LinkedHashSet<>();
    if (join.isNatural()) {
      left.forEach(column -> names.add(column.name));
      names.retainAll(right.stream().map(Column::name).toList());
    } else {
      for (SqlNode name : (SqlNodeList) requireNonNull(join.getCondition())) {
        names.add(((SqlIdentifier) name).getSimple());
      }
    }
    return names;
  }

  private static @Nullable Column named(List<Column> columns, String name) {
    Column found = null;
    for (Column column : columns) {
      if (column.name.equals(name)) {
        if (found != null) {
          return null;
        }
        found = column;
      }
    }
    return found;
  }

  private static List<Column> tableColumns(KarstValidator validator, SqlNode node) {
    SqlNode alias = node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(1) : node;
    SqlValidatorNamespace namespace = validator.getNamespace(node);
    if (!(alias instanceof SqlIdentifier identifier) || namespace == null) {
      return List.of();
    }
    String table = identifier.names.get(identifier.names.size() - 1);
    RelDataType type = namespace.getRowType();
    List<Column> columns = new ArrayList<>();
    for (String name : type.getFieldNames()) {
      if (!KarstValidator.isHidden(namespace.getTable(), name)) {
        columns.add(
            new Column(name, new SqlIdentifier(List.of(table, name), SqlParserPos.ZERO), 1));
      }
    }
    return columns;
  }

  private @Nullable SqlNode replaced(@Nullable SqlNode node) {
    return node == null ? null : node.accept(this);
  }

  /** Names in ORDER BY are first of all those of the select list. */
  private void order(SqlSelect select) {
    SqlNodeList order = select.getOrderList();
    if (order == null) {
      return;
    }
    Set<String> own = new HashSet<>();
    for (SqlNode item : select.getSelectList()) {
      SqlNode name = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
      if (name instanceof SqlIdentifier identifier) {
        own.add(identifier.isStar() ? "" : identifier.names.get(identifier.names.size() - 1));
      }
    }
    for (int i = 0; i < order.size(); i++) {
      hidden.clear();
      if (OrderItems.key(order.get(i)) instanceof SqlIdentifier identifier
          && identifier.isSimple()
          && own.contains(identifier.getSimple())) {
        hidden.add(identifier.getSimple());
      }
      order.set(i, requireNonNull(order.get(i).accept(this)));
    }
    hidden.clear();
  }

  private SqlNodeList items(SqlNodeList list, List<Column> columns) {
    SqlNodeList result = new SqlNodeList(list.getParserPosition());
    for (SqlNode item : list) {
      SqlParserPos pos = item.getParserPosition();
      if (item instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
        for (Column column : columns) {
          SqlIdentifier name = new SqlIdentifier(column.name, pos);
          result.add(SqlStdOperatorTable.AS.createCall(pos, column.meaning, name));
        }
      } else {
        SqlNode replaced = requireNonNull(item.accept(this));
        result.add(
            item instanceof SqlIdentifier name && meaning(name) != null
                ? SqlStdOperatorTable.AS.createCall(pos, replaced, name)
                : replaced);
      }
    }
    return result;
  }

  private @Nullable SqlNode meaning(SqlIdentifier identifier) {
    return identifier.isSimple() && !hidden.contains(identifier.getSimple())
        ? meanings.get(identifier.getSimple())
        : null;
  }

  @Override
  public @Nullable SqlNode visit(SqlIdentifier identifier) {
    SqlNode meaning = meaning(identifier);
    return meaning == null ? identifier : meaning.clone(identifier.getParserPosition());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call.getKind()) {
      case SELECT, WITH, ORDER_BY, UNION, INTERSECT, EXCEPT -> call;
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
