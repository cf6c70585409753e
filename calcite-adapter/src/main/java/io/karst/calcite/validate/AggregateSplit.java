package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates and group keys of a query as columns of a query below it, and expressions over
 * them. It gives up where it cannot tell what a name means.
 */
final class AggregateSplit {
  private final String name;
  private final Set<String> outer;
  private final List<SqlNode> groups = new ArrayList<>();
  private final List<SqlNode> aggregates = new ArrayList<>();
  private final IdentityHashMap<SqlNode, Integer> numbers = new IdentityHashMap<>();
  private boolean namesOuter;
  private boolean unclear;

  /**
   * Begins with nothing.
   *
   * @param name of the query below
   * @param outer tables of the queries around
   */
  AggregateSplit(String name, Set<String> outer) {
    this.name = name;
    this.outer = outer;
  }

  String name() {
    return name;
  }

  /** Whether a column of an outer table stands beside the aggregates. */
  boolean namesOuter() {
    return namesOuter;
  }

  boolean isEmpty() {
    return groups.isEmpty() && aggregates.isEmpty();
  }

  /** Takes the keys; false if they are more than plain expressions. */
  boolean addGroups(@Nullable SqlNodeList keys) {
    if (keys == null) {
      return true;
    }
    for (SqlNode key : keys) {
      if (key instanceof SqlLiteral
          || key instanceof SqlNodeList
          || key.isA(
              EnumSet.of(SqlKind.ROLLUP, SqlKind.CUBE, SqlKind.GROUPING_SETS, SqlKind.ROW))) {
        return false;
      }
      groups.add(key);
    }
    return true;
  }

  /** Takes the aggregates of expressions; false if a name is unclear. */
  boolean addAll(SqlNodeList expressions) {
    for (SqlNode expression : expressions) {
      if (!add(expression)) {
        return false;
      }
    }
    return true;
  }

  /** The same for one expression. */
  boolean add(@Nullable SqlNode expression) {
    if (expression != null) {
      expression.accept(new Finder());
    }
    return !unclear;
  }

  /** Takes the aggregates of ORDER BY, whose other names may be those of the select list. */
  void addOrder(SqlNodeList keys) {
    keys.accept(new Finder());
    unclear = false;
  }

  private int group(SqlNode node) {
    for (int i = 0; i < groups.size(); i++) {
      SqlNode key = groups.get(i);
      boolean sameName =
          key instanceof SqlIdentifier column
              && node instanceof SqlIdentifier id
              && (column.names.size() == 1 || id.names.size() == 1)
              && column
                  .names
                  .get(column.names.size() - 1)
                  .equals(id.names.get(id.names.size() - 1));
      if (sameName || key.equalsDeep(node, Litmus.IGNORE)) {
        return i;
      }
    }
    return -1;
  }

  /** The columns of the query below. */
  SqlNodeList columns(SqlParserPos pos) {
    List<SqlNode> columns = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      columns.add(as(groups.get(i), "$g" + i, pos));
    }
    for (int i = 0; i < aggregates.size(); i++) {
      columns.add(as(aggregates.get(i), "$a" + i, pos));
    }
    return new SqlNodeList(columns, pos);
  }

  private static SqlNode as(SqlNode node, String alias, SqlParserPos pos) {
    return SqlStdOperatorTable.AS.createCall(pos, node, new SqlIdentifier(alias, pos));
  }

  @Nullable SqlNode replace(@Nullable SqlNode node) {
    return node == null ? null : node.accept(new Replacer());
  }

  @Nullable SqlNodeList replace(@Nullable SqlNodeList nodes) {
    return nodes == null ? null : (SqlNodeList) nodes.accept(new Replacer());
  }

  /** A select list over the query below; columns keep their names. */
  SqlNodeList items(SqlNodeList list) {
    List<SqlNode> items = new ArrayList<>();
    for (SqlNode item : list) {
      SqlNode replaced = requireNonNull(replace(item), "item");
      items.add(
          item instanceof SqlIdentifier id
              ? as(replaced, id.names.get(id.names.size() - 1), id.getParserPosition())
              : replaced);
    }
    return new SqlNodeList(items, list.getParserPosition());
  }

  private SqlNode column(String column, SqlNode at) {
    return new SqlIdentifier(List.of(name, column), at.getParserPosition());
  }

  /** Finds aggregates and looks at the other names. */
  private final class Finder extends SqlBasicVisitor<@Nullable Void> {
    @Override
    public @Nullable Void visit(SqlIdentifier id) {
      if (id.isStar()) {
        unclear = true;
      } else if (group(id) < 0) {
        boolean isOuter = id.names.size() > 1 && outer.contains(id.names.get(id.names.size() - 2));
        namesOuter |= isOuter;
        unclear |= !isOuter;
      }
      return null;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
      if (group(call) >= 0) {
        return null;
      }
      if (call.getKind() == SqlKind.AS) {
        call.operand(0).accept(this);
        return null;
      }
      if (call.getKind() == SqlKind.OVER) {
        for (SqlNode argument : call.<SqlCall>operand(0).getOperandList()) {
          if (argument != null) {
            argument.accept(this);
          }
        }
        call.operand(1).accept(this);
        return null;
      }
      if (!call.isA(SqlKind.QUERY) && OuterColumns.isAggregate(call)) {
        numbers.put(call, aggregates.size());
        aggregates.add(call);
        return null;
      }
      return super.visit(call);
    }
  }

  /** Puts columns in the places of aggregates and keys. */
  private final class Replacer extends SqlShuttle {
    @Override
    public @Nullable SqlNode visit(SqlIdentifier id) {
      int group = group(id);
      return group < 0 ? id : column("$g" + group, id);
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
      Integer aggregate = numbers.get(call);
      if (aggregate != null) {
        return column("$a" + aggregate, call);
      }
      int group = group(call);
      if (group >= 0) {
        return column("$g" + group, call);
      }
      if (call.getKind() == SqlKind.AS) {
        SqlNode value = call.operand(0).accept(this);
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(0, value);
        return call.getOperator().createCall(call.getParserPosition(), operands);
      }
      return super.visit(call);
    }
  }
}
