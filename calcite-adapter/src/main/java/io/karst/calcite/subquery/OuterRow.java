package io.karst.calcite.subquery;

import java.util.List;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/** The row of the query around, as a correlated query reads it. */
final class OuterRow {
  private final Correlate correlate;
  private final CorrelationId id;

  OuterRow(Correlate correlate) {
    this.correlate = correlate;
    this.id = correlate.getCorrelationId();
  }

  /** The query around. */
  RelNode rows() {
    return correlate.getLeft();
  }

  RexBuilder rex() {
    return correlate.getCluster().getRexBuilder();
  }

  /** Whether any operator of a tree reads the row. */
  boolean isReadBy(RelNode rel) {
    Search search = new Search();
    rel.accept(search);
    return search.found || rel.getInputs().stream().anyMatch(this::isReadBy);
  }

  boolean isReadBy(RexNode expression) {
    Search search = new Search();
    expression.accept(search);
    return search.found;
  }

  boolean isReadBy(List<RexNode> expressions) {
    return expressions.stream().anyMatch(this::isReadBy);
  }

  /** The columns of the row that expressions read. */
  ImmutableBitSet columns(List<RexNode> expressions) {
    Search search = new Search();
    search.apply(expressions);
    if (search.whole) {
      throw new StaysCorrelated("the row as a whole");
    }
    return search.columns.build();
  }

  /** A column as a correlated query reads it. */
  RexNode column(int column) {
    return rex().makeFieldAccess(rex().makeCorrel(rows().getRowType(), id), column);
  }

  /** Whether an expression is nothing but a column of the row. */
  boolean isColumn(RexNode expression, int column) {
    return expression instanceof RexFieldAccess access
        && access.getField().getIndex() == column
        && isRow(access.getReferenceExpr());
  }

  /** An expression that finds the row's columns elsewhere. */
  RexNode replaced(RexNode expression, IntFunction<RexNode> columns) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return isRow(access.getReferenceExpr())
                ? rex()
                    .ensureType(
                        access.getType(), columns.apply(access.getField().getIndex()), false)
                : super.visitFieldAccess(access);
          }
        });
  }

  private boolean isRow(RexNode node) {
    return node instanceof RexCorrelVariable variable && variable.id.equals(id);
  }

  private final class Search extends RexShuttle {
    private final ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
    private boolean found;
    private boolean whole;

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (isRow(access.getReferenceExpr())) {
        found = true;
        columns.set(access.getField().getIndex());
        return access;
      }
      return super.visitFieldAccess(access);
    }

    @Override
    public RexNode visitCorrelVariable(RexCorrelVariable variable) {
      boolean row = isRow(variable);
      found |= row;
      whole |= row;
      return variable;
    }
  }
}
