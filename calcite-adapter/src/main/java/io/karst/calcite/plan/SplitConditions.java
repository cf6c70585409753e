package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Splits conditions that are too long for one generated method: AND becomes several filters, OR
 * several columns of which each adds some alternatives to the one before.
 */
final class SplitConditions extends RelHomogeneousShuttle {
  /** Calls in one method. */
  private static final int MOST_CALLS = 150;

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    if (!(node instanceof Filter filter) || calls(filter.getCondition()) <= MOST_CALLS) {
      return node;
    }
    RexBuilder rex = filter.getCluster().getRexBuilder();
    RelNode result = filter.getInput();
    List<RexNode> group = new ArrayList<>();
    int size = 0;
    for (RexNode condition : RelOptUtil.conjunctions(RexUtil.flatten(rex, filter.getCondition()))) {
      int calls = calls(condition);
      if (calls > MOST_CALLS && condition.getKind() == SqlKind.OR) {
        result = alternatives(result, ((RexCall) condition).getOperands());
        continue;
      }
      if (size + calls > MOST_CALLS && !group.isEmpty()) {
        result = LogicalFilter.create(result, RexUtil.composeConjunction(rex, group));
        group.clear();
        size = 0;
      }
      group.add(condition);
      size += calls;
    }
    return group.isEmpty()
        ? result
        : LogicalFilter.create(result, RexUtil.composeConjunction(rex, group));
  }

  /** The rows for which one of the alternatives holds. */
  private static RelNode alternatives(RelNode input, List<RexNode> conditions) {
    RexBuilder rex = input.getCluster().getRexBuilder();
    int width = input.getRowType().getFieldCount();
    RelNode result = input;
    List<RexNode> group = new ArrayList<>();
    int size = 0;
    for (RexNode condition : conditions) {
      int calls = calls(condition);
      if (size + calls > MOST_CALLS && !group.isEmpty()) {
        result = withColumn(result, width, RexUtil.composeDisjunction(rex, group));
        group.clear();
        group.add(RexInputRef.of(width, result.getRowType()));
        size = 1;
      }
      group.add(condition);
      size += calls;
    }
    RelNode filtered = LogicalFilter.create(result, RexUtil.composeDisjunction(rex, group));
    return LogicalProject.create(
        filtered,
        List.of(),
        columns(filtered, width),
        input.getRowType().getFieldNames(),
        Set.of());
  }

  private static RelNode withColumn(RelNode input, int width, RexNode condition) {
    List<RexNode> columns = columns(input, width);
    columns.add(condition);
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames().subList(0, width));
    names.add("alternatives so far");
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }

  private static List<RexNode> columns(RelNode input, int width) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(RexInputRef.of(i, input.getRowType()));
    }
    return columns;
  }

  private static int calls(RexNode node) {
    if (!(node instanceof RexCall call)) {
      return 0;
    }
    int calls = 1;
    for (RexNode operand : call.getOperands()) {
      calls += calls(operand);
    }
    return calls;
  }
}
