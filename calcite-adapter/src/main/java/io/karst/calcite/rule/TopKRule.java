package io.karst.calcite.rule;

import io.karst.calcite.function.Metric;
import io.karst.calcite.function.VectorFunctions;
import io.karst.calcite.pushdown.Constants;
import io.karst.calcite.rel.KarstVectorTopK;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * {@code ORDER BY distance(column, constant) LIMIT k} becomes one operator: the sort over a
 * projection that computes the distance.
 */
final class TopKRule {

  /** The top-k, or the same sort if it is none. */
  RelNode apply(Sort sort) {
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    if (sort.fetch == null
        || sort.offset != null
        || keys.size() != 1
        || keys.get(0).direction.isDescending()
        || keys.get(0).nullDirection == RelFieldCollation.NullDirection.FIRST
        || !(sort.getInput() instanceof Project project)
        || project.containsOver()) {
      return sort;
    }
    RexNode key = project.getProjects().get(keys.get(0).getFieldIndex());
    KarstVectorTopK.Nearest nearest = nearest(key, sort.fetch);
    if (nearest == null) {
      return sort;
    }
    RelNode top = KarstVectorTopK.of(project.getInput(), nearest);
    return LogicalProject.create(
        top,
        project.getHints(),
        project.getProjects(),
        project.getRowType().getFieldNames(),
        project.getVariablesSet());
  }

  private static KarstVectorTopK.@Nullable Nearest nearest(RexNode key, RexNode limit) {
    if (!(key instanceof RexCall call) || call.getOperands().size() != 2) {
      return null;
    }
    Metric metric = VectorFunctions.metricOf(call.getOperator().getName());
    if (metric == null) {
      return null;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (left instanceof RexInputRef ref && Constants.isConstant(right)) {
      return new KarstVectorTopK.Nearest(ref.getIndex(), metric, right, limit);
    }
    if (right instanceof RexInputRef ref && Constants.isConstant(left)) {
      return new KarstVectorTopK.Nearest(ref.getIndex(), metric, left, limit);
    }
    return null;
  }
}
