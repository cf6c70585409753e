package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;

/**
 * A correlated query that no longer reads the outer row below its top: for an outer row its rows
 * are those of {@code rel} for which all conditions hold.
 *
 * @param rel does not read the outer row; its first columns are the query's, conditions may look at
 *     more behind them
 * @param width the number of the query's own columns
 * @param conditions over columns of {@code rel} and of the outer row
 */
record OpenQuery(RelNode rel, int width, List<RexNode> conditions) {
  /** The rows below the projections at the top: a join can look them up by an index. */
  RelNode rows() {
    RelNode below = rel;
    while (isPlain(below)) {
      below = below.getInput(0);
    }
    return below;
  }

  /** The columns of {@code rel} over those of {@link #rows}. */
  List<RexNode> expressions() {
    List<RexNode> expressions = Columns.all(rel);
    for (RelNode node = rel; isPlain(node); node = node.getInput(0)) {
      List<RexNode> below = ((LogicalProject) node).getProjects();
      expressions.replaceAll(expression -> Columns.composed(expression, below));
    }
    return expressions;
  }

  /** The conditions over the columns of {@link #rows}. */
  List<RexNode> conditionsOnRows() {
    List<RexNode> expressions = expressions();
    List<RexNode> result = new ArrayList<>();
    for (RexNode condition : conditions) {
      result.add(Columns.composed(condition, expressions));
    }
    return result;
  }

  private static boolean isPlain(RelNode node) {
    return node instanceof LogicalProject project && !project.containsOver();
  }
}
