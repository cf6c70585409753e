package io.karst.calcite.plan;

import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Correlated queries that have to run once for each outer row: a node uses a column of that row
 * which one below it uses, too, beside another column. Calcite's decorrelation would take the two
 * columns from different rows.
 */
final class SharedCorrelations {
  private final CorrelationId id;
  private boolean found;

  private SharedCorrelations(CorrelationId id) {
    this.id = id;
  }

  /** Whether a tree has such queries. */
  static boolean areIn(RelNode rel) {
    if (rel instanceof Correlate correlate) {
      SharedCorrelations shared = new SharedCorrelations(correlate.getCorrelationId());
      shared.scan(correlate.getRight());
      if (shared.found) {
        return true;
      }
    }
    return rel.getInputs().stream().anyMatch(SharedCorrelations::areIn);
  }

  /** The columns that a node or those below it use. */
  private Set<Integer> scan(RelNode rel) {
    Set<Integer> below = new HashSet<>();
    rel.getInputs().forEach(input -> below.addAll(scan(input)));
    Set<Integer> own = new HashSet<>();
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                && variable.id.equals(id)) {
              own.add(access.getField().getIndex());
            }
            return super.visitFieldAccess(access);
          }
        });
    found |= own.stream().anyMatch(below::contains) && !below.containsAll(own);
    below.addAll(own);
    return below;
  }
}
