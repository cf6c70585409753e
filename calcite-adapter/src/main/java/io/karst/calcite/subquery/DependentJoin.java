package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** One correlate as a join: its conditions are those of the opened query. */
final class DependentJoin {
  private final Correlate correlate;
  private final RelNode left;
  private final boolean outerJoin;
  private final OuterRow outer;
  private final Opening opening;
  private final RexBuilder rex;

  /** Projections and filters at the top of the query, from above; they go above the join. */
  private final List<RelNode> top = new ArrayList<>();

  DependentJoin(Correlate correlate) {
    this.correlate = correlate;
    this.left = correlate.getLeft();
    this.outerJoin = correlate.getJoinType() == JoinRelType.LEFT;
    this.outer = new OuterRow(correlate);
    this.opening = new Opening(outer);
    this.rex = outer.rex();
  }

  /**
   * The join, with the columns of the correlate.
   *
   * @throws StaysCorrelated if there is none
   */
  RelNode joined() {
    RelNode query = correlate.getRight();
    if (!outer.isReadBy(query)) {
      return join(query, List.of(), correlate.getJoinType());
    }
    if (VolatileQueries.isVolatile(query)) {
      throw new StaysCorrelated("rows that are others each time");
    }
    RelNode below = below(query);
    if (below instanceof LogicalAggregate aggregate && TotalQuery.is(aggregate)) {
      return totals(aggregate);
    }
    if (!outerJoin && top.isEmpty() && below instanceof LogicalAggregate aggregate) {
      RelNode semiJoin = existence(aggregate);
      if (semiJoin != null) {
        return semiJoin;
      }
    }
    return rows(opening.open(below));
  }

  /** The query below the projections that read the outer row, or below all for a total. */
  private RelNode below(RelNode query) {
    List<RelNode> chain = new ArrayList<>();
    RelNode node = query;
    int last = -1;
    while (goesAbove(node)) {
      if (node instanceof LogicalProject project && outer.isReadBy(project.getProjects())) {
        last = chain.size();
      }
      chain.add(node);
      node = node.getInput(0);
    }
    if (TotalQuery.is(node)) {
      top.addAll(chain);
      return node;
    }
    top.addAll(chain.subList(0, last + 1));
    return last < 0 ? query : chain.get(last).getInput(0);
  }

  private boolean goesAbove(RelNode node) {
    return (node instanceof LogicalProject project && !project.containsOver())
        || (!outerJoin && node instanceof LogicalFilter);
  }

  private RelNode totals(LogicalAggregate aggregate) {
    if (!outer.isReadBy(aggregate)) {
      return rows(new OpenQuery(aggregate, Columns.count(aggregate), List.of()));
    }
    OpenQuery open = opening.open(aggregate.getInput());
    RelNode lookedUp = LookedUpTotal.of(outer, open, aggregate);
    if (lookedUp != null) {
      int first = Columns.count(left);
      return shown(lookedUp, Columns.range(lookedUp, first, Columns.count(lookedUp)), null);
    }
    KeyedQuery in = opening.keyed(open);
    TotalQuery total = new TotalQuery(aggregate, in);
    Join joined = opening.joinTotal(left, total, in, column -> column);
    return shown(joined, total.values(joined, Columns.count(left)), null);
  }

  private RelNode rows(OpenQuery open) {
    boolean marked = outerJoin && !top.isEmpty();
    RelNode rel =
        marked ? Columns.projectPlus(open.rel(), List.of(rex.makeLiteral(true))) : open.rel();
    RelNode joined = join(rel, open.conditions(), correlate.getJoinType());
    int first = Columns.count(left);
    RexNode mark = RexInputRef.of(Columns.count(joined) - 1, joined.getRowType());
    return shown(
        joined,
        Columns.range(joined, first, first + open.width()),
        marked ? rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, mark) : null);
  }

  /**
   * A semi-join for EXISTS of few outer rows, or with other conditions than equality: groups would
   * need all outer rows.
   */
  private @Nullable RelNode existence(LogicalAggregate aggregate) {
    if (!aggregate.getAggCallList().isEmpty()
        || aggregate.getGroupSets().size() > 1
        || !(aggregate.getInput() instanceof LogicalProject project)) {
      return null;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      columns.add(project.getProjects().get(key));
    }
    if (!columns.stream().allMatch(RexLiteral.class::isInstance)) {
      return null;
    }
    OpenQuery open = opening.open(project.getInput());
    KeyedQuery keyed = KeyedQuery.of(open, outer);
    return keyed != null && !FewRows.areLookedUp(outer, keyed)
        ? null
        : typed(join(open.rows(), open.conditionsOnRows(), JoinRelType.SEMI), columns);
  }

  private RelNode join(RelNode query, List<RexNode> conditions, JoinRelType type) {
    List<RexNode> on = new ArrayList<>();
    for (RexNode condition : conditions) {
      on.add(inJoin(RexUtil.shift(condition, Columns.count(left))));
    }
    return LogicalJoin.create(
        left, query, List.of(), RexUtil.composeConjunction(rex, on), Set.of(), type);
  }

  private RexNode inJoin(RexNode expression) {
    return outer.replaced(expression, column -> RexInputRef.of(column, left.getRowType()));
  }

  /**
   * What the projections and filters at the top make of a join.
   *
   * @param columns the columns of the query below them
   * @param found whether the query has a row, where the join shows NULL if not
   */
  private RelNode shown(RelNode joined, List<RexNode> columns, @Nullable RexNode found) {
    List<RexNode> shown = columns;
    List<RexNode> filters = new ArrayList<>();
    for (int i = top.size() - 1; i >= 0; i--) {
      if (top.get(i) instanceof LogicalFilter filter) {
        filters.add(inJoin(Columns.composed(filter.getCondition(), shown)));
        continue;
      }
      List<RexNode> next = new ArrayList<>();
      for (RexNode expression : ((LogicalProject) top.get(i)).getProjects()) {
        next.add(Columns.composed(expression, shown));
      }
      shown = next;
    }
    List<RexNode> expressions = new ArrayList<>();
    for (RexNode expression : shown) {
      RexNode own = inJoin(expression);
      boolean as = found == null || isOfQuery(own);
      RexNode none = rex.makeNullLiteral(own.getType());
      expressions.add(as ? own : rex.makeCall(SqlStdOperatorTable.CASE, List.of(found, own, none)));
    }
    return typed(Columns.filter(joined, filters), expressions);
  }

  /** The columns of the correlate. */
  private RelNode typed(RelNode rel, List<RexNode> query) {
    List<RexNode> columns = Columns.range(rel, 0, Columns.count(left));
    columns.addAll(query);
    List<RexNode> typed = new ArrayList<>();
    for (RelDataTypeField field : correlate.getRowType().getFieldList()) {
      typed.add(typed(columns.get(field.getIndex()), field.getType()));
    }
    return LogicalProject.create(
        rel, List.of(), typed, correlate.getRowType().getFieldNames(), Set.of());
  }

  /** Not by a cast where that is not needed: simplification takes it away, and the type with it. */
  private RexNode typed(RexNode expression, RelDataType type) {
    if (expression instanceof RexLiteral literal && !literal.isNull() && type.isNullable()) {
      return rex.makeCall(type, SqlStdOperatorTable.REINTERPRET, List.of(literal));
    }
    return expression instanceof RexCall call
            && type.isNullable()
            && SqlTypeUtil.equalSansNullability(rex.getTypeFactory(), call.getType(), type)
        ? call.clone(type, call.getOperands())
        : rex.ensureType(type, expression, true);
  }

  /** Whether an expression is a column of the query, which is NULL where there is no row. */
  private boolean isOfQuery(RexNode expression) {
    return expression instanceof RexInputRef column && column.getIndex() >= Columns.count(left);
  }
}
