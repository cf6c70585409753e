package io.karst.calcite.subquery;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Rewrites what a query, with the sub-queries inside of it, reads of rows around. */
abstract class RowReferences extends RelHomogeneousShuttle {
  private final RexShuttle expressions =
      new RexShuttle() {
        @Override
        public RexNode visitFieldAccess(RexFieldAccess access) {
          return access.getReferenceExpr() instanceof RexCorrelVariable row
              ? replaced(access, row)
              : super.visitFieldAccess(access);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
          return visited.clone(visited.rel.accept(RowReferences.this));
        }
      };

  /** A column of a row around the query, or what to read in its place. */
  abstract RexNode replaced(RexFieldAccess column, RexCorrelVariable row);

  @Override
  public RelNode visit(RelNode other) {
    return super.visitChildren(other).accept(expressions);
  }
}
