package io.karst.calcite.subquery;

import io.karst.calcite.function.Aggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of all rows for few outer rows: these are joined first, by an index, and then grouped
 * by outer row. {@link TotalQuery} would group a whole table for them.
 */
final class LookedUpTotal {
  private final OuterRow outer;
  private final RelNode left;
  private final RexBuilder rex;

  /** What the query computes, over the columns of {@link #rows}. */
  private final List<RexNode> expressions;

  private final RelNode rows;
  private final List<RexNode> conditions;

  private LookedUpTotal(OuterRow outer, OpenQuery query) {
    this.outer = outer;
    this.left = outer.rows();
    this.rex = outer.rex();
    this.rows = query.rows();
    this.expressions = query.expressions();
    this.conditions = query.conditionsOnRows();
  }

  /**
   * The outer rows, which stay apart, with the aggregates behind their columns; null if it is
   * better to group.
   */
  static @Nullable RelNode of(OuterRow outer, OpenQuery query, Aggregate aggregate) {
    LookedUpTotal total = new LookedUpTotal(outer, query);
    KeyedQuery keyed =
        KeyedQuery.of(
            new OpenQuery(total.rows, Columns.count(total.rows), total.conditions), outer);
    if (keyed == null
        || aggregate.getGroupSets().size() > 1
        || !FewRows.areLookedUp(outer, keyed)
        || !total.areDistinct()) {
      return null;
    }
    return total.grouped(aggregate, keyed);
  }

  private boolean areDistinct() {
    int width = Columns.count(left);
    RelMetadataQuery metadata = left.getCluster().getMetadataQuery();
    return Domain.canBeGrouped(Columns.all(left))
        && Boolean.TRUE.equals(metadata.areColumnsUnique(left, ImmutableBitSet.range(width)));
  }

  private RelNode grouped(Aggregate aggregate, KeyedQuery keyed) {
    int width = Columns.count(left);
    List<RexNode> on = new ArrayList<>();
    for (RexNode condition : conditions) {
      on.add(
          outer.replaced(
              RexUtil.shift(condition, width),
              column -> RexInputRef.of(column, left.getRowType())));
    }
    RelNode joined =
        LogicalJoin.create(
            left, rows, List.of(), RexUtil.composeConjunction(rex, on), Set.of(), JoinRelType.LEFT);
    List<RexNode> right = Columns.range(joined, width, Columns.count(joined));
    RexNode found = rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, right.get(keyed.keys().get(0)));
    List<RexNode> columns = Columns.range(joined, 0, width);
    for (RexNode expression : expressions) {
      columns.add(Columns.composed(expression, right));
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      columns.add(
          call.filterArg < 0
              ? found
              : rex.makeCall(
                  SqlStdOperatorTable.AND,
                  found,
                  rex.makeCall(SqlStdOperatorTable.IS_TRUE, columns.get(width + call.filterArg))));
    }
    RelNode input = Columns.project(joined, columns);
    return values(aggregate, input);
  }

  /** The outer rows and their aggregates; the last columns say which rows each of these takes. */
  private RelNode values(Aggregate aggregate, RelNode input) {
    int width = Columns.count(left);
    int filter = width + expressions.size();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<Integer> arguments = new ArrayList<>();
      call.getArgList().forEach(argument -> arguments.add(argument + width));
      if (TotalQuery.isSingle(call)) {
        calls.add(TotalQuery.call(Aggregates.FIRST, arguments, filter, input));
        calls.add(TotalQuery.call(SqlStdOperatorTable.COUNT, List.of(), filter, input));
      } else if (!isLiteral(call)) {
        calls.add(
            call.withCollation(RelCollations.shift(call.getCollation(), width))
                .adaptTo(input, arguments, filter, true, false));
      }
      filter++;
    }
    RelNode groups =
        LogicalAggregate.create(input, List.of(), ImmutableBitSet.range(width), null, calls);
    List<RexNode> columns = Columns.range(groups, 0, width);
    int place = width;
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isLiteral(call)) {
        columns.add(call.rexList.get(0)); // of no rows, too
        continue;
      }
      RexNode value = RexInputRef.of(place++, groups.getRowType());
      columns.add(
          TotalQuery.isSingle(call)
              ? TotalQuery.single(
                  rex, value, RexInputRef.of(place++, groups.getRowType()), rex.makeLiteral(true))
              : value);
    }
    return Columns.project(groups, columns);
  }

  private static boolean isLiteral(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.LITERAL_AGG;
  }
}
