package io.karst.calcite.plan;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.sql2rel.CorrelateProjectExtractor;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Makes joins of correlated queries where Calcite does that right. Elsewhere they stay what they
 * are and run once for each outer row.
 */
final class Decorrelation {
  private Decorrelation() {}

  static RelNode of(RelNode rel, RelBuilderFactory builders) {
    if (!hasCorrelate(rel)) {
      return rel;
    }
    // As Calcite does it first of all; what follows has to see the columns it makes of expressions.
    RelNode columns = rel.accept(new CorrelateProjectExtractor(builders));
    RelBuilder builder = builders.create(rel.getCluster(), null);
    RelNode compared = columns.accept(new CorrelatedJoins(builder));
    if (SharedCorrelations.areIn(compared) || losesRows(rel, Set.of())) {
      return rel;
    }
    RelNode separate = SeparateNodes.of(compared);
    RelNode prepared = OrderedAggregates.hidden(GroupedConstants.hidden(separate));
    RelNode joined;
    try {
      RelNode decorrelated = RelDecorrelator.decorrelateQuery(prepared, builder);
      joined = OrderedAggregates.shown(GroupedConstants.shown(decorrelated));
    } catch (RuntimeException | AssertionError e) {
      return rel; // sub-queries that reach over several levels, to which Calcite has no answer
    }
    Set<CorrelationId> used = RelOptUtil.getVariablesUsed(joined);
    return RelOptUtil.getVariablesSet(joined).containsAll(used) ? joined : rel;
  }

  private static boolean hasCorrelate(RelNode rel) {
    return rel instanceof Correlate
        || rel.getInputs().stream().anyMatch(Decorrelation::hasCorrelate);
  }

  /**
   * Whether an outer join depends on rows of queries around: Calcite would take their columns from
   * the side that is NULL where nothing matches.
   *
   * @param around the rows that are known where the tree is
   */
  private static boolean losesRows(RelNode rel, Set<CorrelationId> around) {
    Set<CorrelationId> used = new HashSet<>();
    if (rel instanceof Correlate correlate && correlate.getJoinType() == JoinRelType.LEFT) {
      used.addAll(RelOptUtil.getVariablesUsed(correlate.getRight()));
      used.remove(correlate.getCorrelationId());
    } else if (rel instanceof Join join && join.getJoinType().isOuterJoin()) {
      used.addAll(RelOptUtil.getVariablesUsed(join));
    }
    used.retainAll(around);
    if (!used.isEmpty()) {
      return true;
    }
    if (rel instanceof Correlate correlate) {
      Set<CorrelationId> inside = new HashSet<>(around);
      inside.add(correlate.getCorrelationId());
      return losesRows(correlate.getLeft(), around) || losesRows(correlate.getRight(), inside);
    }
    for (RelNode input : rel.getInputs()) {
      if (losesRows(input, around)) {
        return true;
      }
    }
    return false;
  }
}
