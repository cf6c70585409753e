package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Gives the right side of RIGHT and FULL joins that loop a second column. Generated code remembers
 * the rows without a match by their identity, and a row of one column is its value: equal rows
 * would be one.
 */
final class UnmatchedRows extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof LogicalJoin join && isAffected(join) ? widened(join) : node;
  }

  private static boolean isAffected(Join join) {
    boolean loops = join.analyzeCondition().leftKeys.isEmpty();
    return loops
        && join.getJoinType().generatesNullsOnLeft()
        && join.getRight().getRowType().getFieldCount() == 1;
  }

  private static RelNode widened(LogicalJoin join) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    RelNode right = join.getRight();
    List<RexNode> two = List.of(RexInputRef.of(0, right.getRowType()), rex.makeLiteral(true));
    List<String> names = List.of(right.getRowType().getFieldNames().get(0), "$row");
    RelNode wide = LogicalProject.create(right, List.of(), two, names, Set.of());
    RelNode wider =
        LogicalJoin.create(
            join.getLeft(),
            wide,
            join.getHints(),
            join.getCondition(),
            join.getVariablesSet(),
            join.getJoinType());
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      columns.add(RexInputRef.of(i, wider.getRowType()));
    }
    List<String> all = join.getRowType().getFieldNames();
    return LogicalProject.create(wider, List.of(), columns, all, Set.of());
  }
}
