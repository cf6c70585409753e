package io.karst.calcite.subquery;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Rewrites the operators of a tree and of the sub-queries in its expressions, from below. */
public abstract class QueryShuttle extends RelHomogeneousShuttle {
  private final RexShuttle queries =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
          return visited.clone(visited.rel.accept(QueryShuttle.this));
        }
      };

  @Override
  public final RelNode visit(RelNode other) {
    return rewritten(super.visitChildren(other).accept(queries));
  }

  /** An operator whose inputs and sub-queries are rewritten. */
  protected abstract RelNode rewritten(RelNode node);
}
