package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;

/**
 * Makes joins of correlated sub-queries, each by itself and the inner ones first. Where no join is
 * known the sub-query runs for each outer row.
 */
public final class Unnesting {
  private Unnesting() {}

  /** The tree with as few correlates as possible; its sub-queries have to be correlates already. */
  public static RelNode of(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode unnested = of(input);
      changed |= unnested != input;
      inputs.add(unnested);
    }
    RelNode result = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (!result.getVariablesSet().isEmpty()) {
      return result instanceof LogicalCorrelate correlate && isJoin(correlate)
          ? joined(correlate)
          : withoutQueries(result);
    }
    return result;
  }

  /** Expressions that had sub-queries say which rows they gave to them; nobody takes them now. */
  private static RelNode withoutQueries(RelNode rel) {
    if (rel instanceof LogicalProject project) {
      return LogicalProject.create(
          project.getInput(),
          project.getHints(),
          project.getProjects(),
          project.getRowType(),
          Set.of());
    }
    return rel instanceof LogicalFilter filter
        ? LogicalFilter.create(filter.getInput(), filter.getCondition())
        : rel;
  }

  private static boolean isJoin(Correlate correlate) {
    return correlate.getJoinType() == JoinRelType.INNER
        || correlate.getJoinType() == JoinRelType.LEFT;
  }

  private static RelNode joined(Correlate correlate) {
    try {
      return new DependentJoin(correlate).joined();
    } catch (StaysCorrelated e) {
      return correlate;
    }
  }
}
