package io.karst.calcite.subquery;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** One side of a join as the row of an expression that looks at nothing else. */
final class SideRow extends JoinRow {
  private final RexBuilder rex;
  private final RelNode side;
  private final int first;
  private final CorrelationId row;

  /**
   * Creates it.
   *
   * @param side left or right input
   * @param first its first column in the join's row
   */
  SideRow(Join join, RelNode side, int first) {
    super(join);
    this.rex = join.getCluster().getRexBuilder();
    this.side = side;
    this.first = first;
    this.row = join.getCluster().createCorrel();
  }

  /** What sub-queries call the row. */
  CorrelationId row() {
    return row;
  }

  @Override
  RexNode column(int index, RelDataType type) {
    return new RexInputRef(index - first, type);
  }

  @Override
  RexNode outerColumn(int index, RelDataType type) {
    RexNode variable = rex.makeCorrel(side.getRowType(), row);
    return rex.ensureType(type, rex.makeFieldAccess(variable, index - first), true);
  }
}
