package io.karst.calcite.subquery;

import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Moves expressions of a join's condition to where the row of the join is found otherwise. */
abstract class JoinRow extends RexShuttle {
  private final Join join;
  private final RowReferences below = new Below();

  JoinRow(Join join) {
    this.join = join;
  }

  /** A column of the join where the expression is. */
  abstract RexNode column(int index, RelDataType type);

  /** A column of the join for the queries inside of the expression. */
  abstract RexNode outerColumn(int index, RelDataType type);

  @Override
  public RexNode visitInputRef(RexInputRef column) {
    return column(column.getIndex(), column.getType());
  }

  @Override
  public RexNode visitSubQuery(RexSubQuery query) {
    RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
    return visited.clone(visited.rel.accept(below));
  }

  /** The tree of a sub-query, which knows the row of the join as a variable. */
  private final class Below extends RowReferences {
    @Override
    RexNode replaced(RexFieldAccess column, RexCorrelVariable row) {
      return join.getVariablesSet().contains(row.id)
          ? outerColumn(column.getField().getIndex(), column.getType())
          : column;
    }
  }
}
