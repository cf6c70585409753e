package io.karst.calcite.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Grouping sets with aggregates of distinct values: one aggregate per set, since Calcite knows no
 * way to make joins of them.
 */
final class DistinctSets extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof LogicalAggregate aggregate
            && aggregate.getGroupSets().size() > 1
            && aggregate.getAggCallList().stream().anyMatch(AggregateCall::isDistinct)
        ? union(aggregate)
        : node;
  }

  private static RelNode union(LogicalAggregate aggregate) {
    List<RelNode> parts = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      parts.add(one(aggregate, set));
    }
    return LogicalUnion.create(parts, true);
  }

  private static RelNode one(LogicalAggregate aggregate, ImmutableBitSet set) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (!isGrouping(call)) {
        calls.add(
            AggregateCall.create(
                call.getAggregation(),
                call.isDistinct(),
                call.isApproximate(),
                call.ignoreNulls(),
                call.rexList,
                call.getArgList(),
                call.filterArg,
                call.distinctKeys,
                call.getCollation(),
                set.isEmpty(),
                aggregate.getInput(),
                null,
                call.getName()));
      }
    }
    RelNode groups =
        LogicalAggregate.create(aggregate.getInput(), aggregate.getHints(), set, null, calls);
    List<RelDataTypeField> fields = aggregate.getRowType().getFieldList();
    List<RexNode> columns = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      RelDataType type = fields.get(columns.size()).getType();
      columns.add(
          set.get(key)
              ? RexInputRef.of(set.indexOf(key), groups.getRowType())
              : rex.makeNullLiteral(type));
    }
    int next = set.cardinality();
    for (AggregateCall call : aggregate.getAggCallList()) {
      RelDataType type = fields.get(columns.size()).getType();
      columns.add(
          isGrouping(call)
              ? rex.makeExactLiteral(BigDecimal.valueOf(absent(call, set)), type)
              : RexInputRef.of(next++, groups.getRowType()));
    }
    return LogicalProject.create(
        groups, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
  }

  static boolean isGrouping(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case GROUPING, GROUPING_ID -> true;
      default -> false;
    };
  }

  /** A bit for each key, 1 for those that are not part of the set. */
  static long absent(AggregateCall call, ImmutableBitSet set) {
    long bits = 0;
    for (int key : call.getArgList()) {
      bits = (bits << 1) | (set.get(key) ? 0 : 1);
    }
    return bits;
  }
}
