package io.karst.calcite.plan;

import io.karst.calcite.function.Aggregates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Groups by {@link EqualityKeys} where columns need them. A group shows the first of its values, as
 * PostgreSQL does; set operations on such columns become groups.
 */
final class GroupKeys extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    if (node instanceof LogicalAggregate aggregate) {
      return grouped(aggregate);
    }
    if (node instanceof LogicalUnion union && !union.all && anyNeeded(union)) {
      return grouped(distinct(LogicalUnion.create(union.getInputs(), true)));
    }
    if ((node instanceof LogicalIntersect || node instanceof LogicalMinus) && anyNeeded(node)) {
      return new SetOperation((SetOp) node).asGroups(GroupKeys::grouped);
    }
    return node;
  }

  private static boolean anyNeeded(RelNode node) {
    for (int i = 0; i < node.getRowType().getFieldCount(); i++) {
      if (EqualityKeys.needed(node, i)) {
        return true;
      }
    }
    return false;
  }

  private static LogicalAggregate distinct(RelNode rel) {
    ImmutableBitSet all = ImmutableBitSet.range(rel.getRowType().getFieldCount());
    return LogicalAggregate.create(rel, List.of(), all, null, List.of());
  }

  private static RelNode grouped(LogicalAggregate aggregate) {
    Map<Integer, Integer> keys = new HashMap<>();
    RelNode input = aggregate.getInput();
    int width = input.getRowType().getFieldCount();
    for (int column : aggregate.getGroupSet()) {
      if (EqualityKeys.needed(input, column)) {
        keys.put(column, width + keys.size());
      }
    }
    return keys.isEmpty() ? aggregate : new Grouping(aggregate, keys).rewrite();
  }

  /**
   * One aggregate.
   *
   * @param keys columns of the keys by the columns they stand for
   */
  private record Grouping(LogicalAggregate aggregate, Map<Integer, Integer> keys) {
    RelNode rewrite() {
      List<AggregateCall> calls = new ArrayList<>();
      for (AggregateCall call : aggregate.getAggCallList()) {
        calls.add(isAboutKeys(call) ? call.withArgList(mapped(call.getArgList())) : call);
      }
      RelNode widened = widened();
      List<ImmutableBitSet> sets = new ArrayList<>();
      for (ImmutableBitSet set : aggregate.getGroupSets()) {
        sets.add(ImmutableBitSet.of(mapped(set.asList())));
      }
      sets.sort(ImmutableBitSet.ORDERING);
      ImmutableBitSet group = ImmutableBitSet.of(mapped(aggregate.getGroupSet().asList()));
      int groups = aggregate.getGroupCount();
      boolean hasTotal = sets.contains(ImmutableBitSet.of());
      Map<Integer, Integer> first = new HashMap<>();
      Map<Integer, Integer> absent = new HashMap<>();
      for (int column : aggregate.getGroupSet()) {
        Integer key = keys.get(column);
        if (key == null) {
          continue;
        }
        first.put(column, groups + calls.size());
        calls.add(call(Aggregates.FIRST, column, widened, hasTotal));
        if (!sets.stream().allMatch(set -> set.get(key))) {
          absent.put(column, groups + calls.size());
          calls.add(call(SqlStdOperatorTable.GROUPING, key, widened, hasTotal));
        }
      }
      RelNode result = LogicalAggregate.create(widened, List.of(), group, sets, calls);
      return LogicalProject.create(
          result,
          List.of(),
          columns(result, group, first, absent),
          aggregate.getRowType().getFieldNames(),
          Set.of());
    }

    private static boolean isAboutKeys(AggregateCall call) {
      return switch (call.getAggregation().getKind()) {
        case GROUPING, GROUP_ID, GROUPING_ID -> true;
        default -> false;
      };
    }

    private List<Integer> mapped(List<Integer> columns) {
      List<Integer> result = new ArrayList<>();
      for (int column : columns) {
        result.add(keys.getOrDefault(column, column));
      }
      return result;
    }

    private RelNode widened() {
      RelNode input = aggregate.getInput();
      List<RexNode> columns = new ArrayList<>();
      List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
      for (int i = 0; i < names.size(); i++) {
        columns.add(RexInputRef.of(i, input.getRowType()));
      }
      for (int column : aggregate.getGroupSet()) {
        if (keys.containsKey(column)) {
          columns.add(EqualityKeys.of(input, column));
          names.add("key of " + input.getRowType().getFieldNames().get(column));
        }
      }
      return LogicalProject.create(input, List.of(), columns, names, Set.of());
    }

    private static AggregateCall call(
        SqlAggFunction function, int column, RelNode input, boolean hasTotal) {
      return AggregateCall.create(
          function,
          false,
          false,
          false,
          List.of(),
          List.of(column),
          -1,
          null,
          RelCollations.EMPTY,
          hasTotal,
          input,
          null,
          null);
    }

    /** The columns of the aggregate as it was. */
    private List<RexNode> columns(
        RelNode result,
        ImmutableBitSet group,
        Map<Integer, Integer> first,
        Map<Integer, Integer> absent) {
      RexBuilder rex = result.getCluster().getRexBuilder();
      List<RelDataTypeField> fields = aggregate.getRowType().getFieldList();
      List<RexNode> columns = new ArrayList<>();
      for (int column : aggregate.getGroupSet()) {
        Integer value = first.get(column);
        if (value == null) {
          columns.add(RexInputRef.of(group.indexOf(column), result.getRowType()));
          continue;
        }
        RexNode shown = RexInputRef.of(value, result.getRowType());
        Integer grouping = absent.get(column);
        columns.add(
            grouping == null
                ? shown
                : unlessAbsent(
                    rex,
                    RexInputRef.of(grouping, result.getRowType()),
                    shown,
                    fields.get(columns.size()).getType()));
      }
      for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
        columns.add(RexInputRef.of(aggregate.getGroupCount() + i, result.getRowType()));
      }
      return columns;
    }

    /** NULL for the grouping sets that a key is not part of. */
    private static RexNode unlessAbsent(
        RexBuilder rex, RexNode grouping, RexNode value, RelDataType type) {
      return rex.makeCall(
          type,
          SqlStdOperatorTable.CASE,
          List.of(
              rex.makeCall(
                  SqlStdOperatorTable.EQUALS,
                  grouping,
                  rex.makeExactLiteral(java.math.BigDecimal.ONE, grouping.getType())),
              rex.makeNullLiteral(type),
              value));
    }
  }
}
