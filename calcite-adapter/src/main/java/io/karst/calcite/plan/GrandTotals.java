package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Grouping sets with the empty set among them have one row without any input: the aggregates of no
 * rows, joined to the groups, shows where there are none. Generated code gives no row then.
 */
final class GrandTotals extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof LogicalAggregate aggregate
            && aggregate.getGroupSets().size() > 1
            && aggregate.getGroupSets().contains(ImmutableBitSet.of())
        ? withTotal(aggregate)
        : node;
  }

  private static RelNode withTotal(LogicalAggregate aggregate) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    RelNode nothing = ofNothing(aggregate);
    int width = nothing.getRowType().getFieldCount();
    RelNode groups = marked(aggregate);
    RelNode joined =
        LogicalJoin.create(
            nothing, groups, List.of(), rex.makeLiteral(true), Set.of(), JoinRelType.LEFT);
    RexNode mark = RexInputRef.of(joined.getRowType().getFieldCount() - 1, joined.getRowType());
    RexNode empty = rex.makeCall(SqlStdOperatorTable.IS_NULL, mark);
    List<RexNode> columns = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
      RexNode shown = RexInputRef.of(width + i, joined.getRowType());
      RelDataType type = aggregate.getRowType().getFieldList().get(i).getType();
      if (i < aggregate.getGroupCount()) {
        columns.add(shown);
        continue;
      }
      AggregateCall call = aggregate.getAggCallList().get(i - aggregate.getGroupCount());
      RexNode total =
          DistinctSets.isGrouping(call)
              ? rex.makeExactLiteral(
                  BigDecimal.valueOf(DistinctSets.absent(call, ImmutableBitSet.of())), type)
              : RexInputRef.of(next++, joined.getRowType());
      columns.add(rex.makeCall(type, SqlStdOperatorTable.CASE, List.of(empty, total, shown)));
    }
    return LogicalProject.create(
        joined, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
  }

  /** The aggregates of no rows. */
  private static RelNode ofNothing(LogicalAggregate aggregate) {
    RelNode nothing =
        LogicalValues.create(
            aggregate.getCluster(), aggregate.getInput().getRowType(), ImmutableList.of());
    List<AggregateCall> calls = new ArrayList<>(aggregate.getAggCallList());
    calls.removeIf(DistinctSets::isGrouping);
    return LogicalAggregate.create(nothing, List.of(), ImmutableBitSet.of(), null, calls);
  }

  /** The groups with a column that is never NULL. */
  private static RelNode marked(LogicalAggregate aggregate) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
      columns.add(RexInputRef.of(i, aggregate.getRowType()));
    }
    columns.add(aggregate.getCluster().getRexBuilder().makeLiteral(true));
    List<String> names = new ArrayList<>(aggregate.getRowType().getFieldNames());
    names.add("$any");
    return LogicalProject.create(aggregate, List.of(), columns, names, Set.of());
  }
}
