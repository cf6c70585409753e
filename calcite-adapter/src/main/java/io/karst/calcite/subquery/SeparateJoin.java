package io.karst.calcite.subquery;

import com.google.common.collect.ImmutableSet;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * An outer join whose condition has sub-queries that look at both sides: for each row of the outer
 * side, the rows of the other that the condition leaves. A FULL join is a LEFT join and the rows of
 * the right side for which no row of the left remains.
 */
final class SeparateJoin {
  private final Join join;
  private final RelNode left;
  private final RelNode right;
  private final RexNode condition;
  private final RexBuilder rex;
  private final int leftWidth;

  private SeparateJoin(Join join, RelNode left, RelNode right, RexNode condition) {
    this.join = join;
    this.left = left;
    this.right = right;
    this.condition = condition;
    this.rex = join.getCluster().getRexBuilder();
    this.leftWidth = left.getRowType().getFieldCount();
  }

  /** Rows of the join's type from these sides and this condition. */
  static RelNode of(Join join, RelNode left, RelNode right, RexNode condition) {
    SeparateJoin separate = new SeparateJoin(join, left, right, condition);
    if (join.getJoinType() != JoinRelType.FULL) {
      return separate.matched(join.getJoinType() == JoinRelType.LEFT);
    }
    if (VolatileQueries.isVolatile(left) || VolatileQueries.isVolatile(right)) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "FULL JOIN of volatile rows on a sub-query that looks at both sides is not supported");
    }
    List<RelNode> inputs = List.of(separate.matched(true), separate.unmatched());
    return LogicalUnion.create(inputs, true);
  }

  /** The rows of one side, each with its matches. */
  private RelNode matched(boolean outerIsLeft) {
    RelNode outer = outerIsLeft ? left : right;
    RelOptCluster cluster = join.getCluster();
    Row row = new Row(outerIsLeft, cluster.createCorrel(), cluster.createCorrel());
    RelNode correlate =
        LogicalCorrelate.create(
            outer, row.matches(), List.of(), row.outerRow, row.required.build(), JoinRelType.LEFT);
    List<RexNode> columns = new ArrayList<>();
    int outerWidth = outer.getRowType().getFieldCount();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      int place = outerIsLeft ? i : i < leftWidth ? outerWidth + i : i - leftWidth;
      columns.add(rex.makeInputRef(correlate, place));
    }
    return joinRows(correlate, columns);
  }

  /** The rows of the right side without any match. */
  private RelNode unmatched() {
    RelOptCluster cluster = join.getCluster();
    Row row = new Row(false, cluster.createCorrel(), cluster.createCorrel());
    RelNode matches = row.matches();
    RexNode none = rex.makeCall(SqlStdOperatorTable.NOT, RexSubQuery.exists(matches));
    RelNode rows = LogicalFilter.create(right, none, ImmutableSet.of(row.outerRow));
    List<RexNode> columns = new ArrayList<>();
    for (RelDataTypeField field : join.getRowType().getFieldList()) {
      columns.add(
          field.getIndex() < leftWidth
              ? rex.makeNullLiteral(field.getType())
              : rex.makeInputRef(rows, field.getIndex() - leftWidth));
    }
    return joinRows(rows, columns);
  }

  private RelNode joinRows(RelNode rows, List<RexNode> columns) {
    List<RexNode> typed = new ArrayList<>();
    for (RelDataTypeField field : join.getRowType().getFieldList()) {
      typed.add(rex.ensureType(field.getType(), columns.get(field.getIndex()), true));
    }
    return LogicalProject.create(
        rows, List.of(), typed, join.getRowType().getFieldNames(), Set.of());
  }

  /** The join's row as the condition on the other side's rows finds it. */
  private final class Row extends JoinRow {
    private final boolean outerIsLeft;
    private final CorrelationId outerRow;
    private final CorrelationId innerRow;
    private final ImmutableBitSet.Builder required = ImmutableBitSet.builder();

    Row(boolean outerIsLeft, CorrelationId outerRow, CorrelationId innerRow) {
      super(join);
      this.outerIsLeft = outerIsLeft;
      this.outerRow = outerRow;
      this.innerRow = innerRow;
    }

    /** The other side's rows for which the condition holds. */
    RelNode matches() {
      return LogicalFilter.create(inner(), condition.accept(this), ImmutableSet.of(innerRow));
    }

    private RelNode outer() {
      return outerIsLeft ? left : right;
    }

    private RelNode inner() {
      return outerIsLeft ? right : left;
    }

    private boolean isOuter(int column) {
      return (column < leftWidth) == outerIsLeft;
    }

    /** Its place on its own side. */
    private int place(int column) {
      return column < leftWidth ? column : column - leftWidth;
    }

    @Override
    RexNode column(int index, RelDataType type) {
      return isOuter(index) ? outerColumn(index, type) : new RexInputRef(place(index), type);
    }

    @Override
    RexNode outerColumn(int index, RelDataType type) {
      boolean outer = isOuter(index);
      if (outer) {
        required.set(place(index));
      }
      RexNode row =
          outer
              ? rex.makeCorrel(outer().getRowType(), outerRow)
              : rex.makeCorrel(inner().getRowType(), innerRow);
      return rex.ensureType(type, rex.makeFieldAccess(row, place(index)), true);
    }
  }
}
