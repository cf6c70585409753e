package io.karst.calcite.subquery;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Queries that may give other rows each time they run. */
public final class VolatileQueries {
  private VolatileQueries() {}

  /** Whether a tree calls random() or its like anywhere, also in sub-queries. */
  public static boolean isVolatile(RelNode rel) {
    boolean[] found = new boolean[1];
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            found[0] |= !call.getOperator().isDeterministic();
            return super.visitCall(call);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            found[0] |= isVolatile(query.rel);
            return super.visitSubQuery(query);
          }
        });
    return found[0] || rel.getInputs().stream().anyMatch(VolatileQueries::isVolatile);
  }
}
