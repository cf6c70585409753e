package io.karst.calcite.plan;

import io.karst.calcite.subquery.QueryShuttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * {@code SELECT avg(a) FROM t GROUP BY a} takes the average of a copy of the column: Calcite would
 * give the key instead, which has other digits behind its point.
 */
final class AveragedKeys extends QueryShuttle {
  @Override
  protected RelNode rewritten(RelNode node) {
    if (!(node instanceof LogicalAggregate aggregate)
        || aggregate.getAggCallList().stream().noneMatch(call -> isOfKey(aggregate, call))) {
      return node;
    }
    RelNode input = aggregate.getInput();
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = 0; i < names.size(); i++) {
      columns.add(RexInputRef.of(i, input.getRowType()));
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isOfKey(aggregate, call)) {
        calls.add(call.withArgList(List.of(columns.size())));
        columns.add(columns.get(call.getArgList().get(0)));
        names.add("$averaged" + columns.size());
      } else {
        calls.add(call);
      }
    }
    return aggregate.copy(
        aggregate.getTraitSet(),
        LogicalProject.create(input, List.of(), columns, names, Set.of()),
        aggregate.getGroupSet(),
        aggregate.getGroupSets(),
        calls);
  }

  private static boolean isOfKey(LogicalAggregate aggregate, AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.AVG
        && call.getArgList().size() == 1
        && aggregate.getGroupSet().get(call.getArgList().get(0));
  }
}
