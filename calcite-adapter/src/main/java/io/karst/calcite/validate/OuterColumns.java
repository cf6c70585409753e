package io.karst.calcite.validate;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.function.KarstOperatorTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Columns of an outer query beside aggregates, {@code (SELECT max(b.x) + a.x FROM b)}: Calcite
 * takes them for columns that have to be grouped. The aggregation becomes a query of its own in
 * FROM, and what stands beside it is computed over that. Only columns that name an outer table are
 * seen; other queries stay as they are.
 */
public final class OuterColumns extends SqlShuttle {
  private final Deque<Set<String>> tables = new ArrayDeque<>();
  private int separated;

  private OuterColumns() {}

  /** The tree with such queries rewritten; the original is not changed. */
  public static @Nullable SqlNode rewrite(SqlNode node) {
    return node.accept(new OuterColumns());
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call instanceof SqlOrderBy order && order.query instanceof SqlSelect select) {
      return order(order, select);
    }
    if (!(call instanceof SqlSelect select)) {
      return super.visit(call);
    }
    SqlSelect visited = descend(select);
    AggregateSplit split = split(visited);
    return split == null ? visited : select(visited, split, visited.getOrderList());
  }

  private @Nullable SqlNode order(SqlOrderBy order, SqlSelect select) {
    SqlSelect visited = descend(select);
    AggregateSplit split = split(visited);
    if (split != null) {
      split.addOrder(order.orderList);
    }
    SqlNodeList items = split == null ? null : split.replace(order.orderList);
    SqlNode query = split == null || items == null ? visited : select(visited, split, null);
    return new SqlOrderBy(
        order.getParserPosition(),
        query,
        items == null ? order.orderList : items,
        order.offset,
        order.fetch);
  }

  private SqlSelect descend(SqlSelect select) {
    tables.push(aliases(select.getFrom()));
    SqlNode visited = super.visit(select);
    tables.pop();
    return (SqlSelect) requireNonNull(visited, "query");
  }

  /** How to separate the aggregation of a query, or null if there is no need or no way. */
  private @Nullable AggregateSplit split(SqlSelect select) {
    if (tables.isEmpty() || select.getFrom() == null || !isAggregated(select)) {
      return null;
    }
    Set<String> outer = new HashSet<>();
    tables.forEach(outer::addAll);
    outer.removeAll(aliases(select.getFrom()));
    AggregateSplit split = new AggregateSplit("$aggregated" + separated, outer);
    if (!split.addGroups(select.getGroup())
        || !split.addAll(select.getSelectList())
        || !split.add(select.getHaving())
        || !split.add(select.getQualify())
        || !split.namesOuter()
        || split.isEmpty()) {
      return null;
    }
    separated++;
    return split;
  }

  private static SqlSelect select(
      SqlSelect select, AggregateSplit split, @Nullable SqlNodeList order) {
    SqlParserPos pos = select.getParserPosition();
    SqlSelect inner =
        new SqlSelect(
            pos,
            null,
            split.columns(pos),
            select.getFrom(),
            select.getWhere(),
            select.getGroup(),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    SqlNode from =
        SqlStdOperatorTable.AS.createCall(pos, inner, new SqlIdentifier(split.name(), pos));
    return new SqlSelect(
        pos,
        (SqlNodeList) select.getOperandList().get(0),
        split.items(select.getSelectList()),
        from,
        split.replace(select.getHaving()),
        null,
        null,
        split.replace(select.getWindowList()),
        split.replace(select.getQualify()),
        order == null ? null : split.replace(order),
        select.getOffset(),
        select.getFetch(),
        select.getHints());
  }

  private static Set<String> aliases(@Nullable SqlNode from) {
    Set<String> names = new HashSet<>();
    addAliases(from, names);
    return names;
  }

  private static void addAliases(@Nullable SqlNode from, Set<String> names) {
    if (from instanceof SqlJoin join) {
      addAliases(join.getLeft(), names);
      addAliases(join.getRight(), names);
    } else if (from instanceof SqlIdentifier table) {
      names.add(table.names.get(table.names.size() - 1));
    } else if (from instanceof SqlCall call) {
      if (call.getKind() == SqlKind.AS) {
        names.add(((SqlIdentifier) call.operand(1)).names.get(0));
      } else if (!call.getOperandList().isEmpty() && !call.isA(SqlKind.QUERY)) {
        addAliases(call.operand(0), names);
      }
    }
  }

  private static boolean isAggregated(SqlSelect select) {
    if (select.getGroup() != null || select.getHaving() != null) {
      return true;
    }
    boolean[] found = new boolean[1];
    select
        .getSelectList()
        .accept(
            new SqlBasicVisitor<@Nullable Void>() {
              @Override
              public @Nullable Void visit(SqlCall call) {
                if (call.isA(SqlKind.QUERY)) {
                  return null;
                }
                if (call.getKind() == SqlKind.OVER) {
                  call.<SqlCall>operand(0).getOperandList().forEach(this::look);
                  call.operand(1).accept(this);
                  return null;
                }
                found[0] |= isAggregate(call);
                return super.visit(call);
              }

              private void look(@Nullable SqlNode node) {
                if (node != null) {
                  node.accept(this);
                }
              }
            });
    return found[0];
  }

  /** Whether a call is an aggregate function, with whatever clauses. */
  static boolean isAggregate(SqlCall call) {
    SqlOperator operator = call.getOperator();
    return switch (call.getKind()) {
      case FILTER, WITHIN_GROUP -> true;
      default -> operator.isAggregator() || isAggregateName(operator);
    };
  }

  private static boolean isAggregateName(SqlOperator operator) {
    SqlIdentifier name = operator.getNameAsId();
    if (operator.getSyntax() != SqlSyntax.FUNCTION || !name.isSimple()) {
      return false;
    }
    List<SqlOperator> found = new ArrayList<>();
    KarstOperatorTable.INSTANCE.lookupOperatorOverloads(
        name,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        SqlSyntax.FUNCTION,
        found,
        SqlNameMatchers.withCaseSensitive(false));
    return found.stream().anyMatch(SqlOperator::isAggregator);
  }
}
