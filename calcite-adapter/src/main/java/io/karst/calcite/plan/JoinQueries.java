package io.karst.calcite.plan;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Conditions of LEFT and RIGHT joins with sub-queries that take columns of both sides: Calcite has
 * no join for them. They become conditions on the rows of the one side, for each row of the other.
 */
final class JoinQueries extends RelHomogeneousShuttle {
  private final RexShuttle inner =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
          return visited.clone(visited.rel.accept(JoinQueries.this));
        }
      };

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other).accept(inner);
    boolean outer =
        node instanceof Join join
            && (join.getJoinType() == JoinRelType.LEFT || join.getJoinType() == JoinRelType.RIGHT);
    return outer && reachesBothSides((Join) node) ? new Separation((Join) node).result() : node;
  }

  private static boolean reachesBothSides(Join join) {
    int left = join.getLeft().getRowType().getFieldCount();
    int all = left + join.getRight().getRowType().getFieldCount();
    boolean[] found = new boolean[1];
    join.getCondition()
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitSubQuery(RexSubQuery query) {
                Set<CorrelationId> variables =
                    new HashSet<>(RelOptUtil.getVariablesUsed(query.rel));
                variables.retainAll(join.getVariablesSet());
                ImmutableBitSet columns = RelOptUtil.InputFinder.bits(query.getOperands(), null);
                for (CorrelationId id : variables) {
                  columns = columns.union(RelOptUtil.correlationColumns(id, query.rel));
                }
                boolean both =
                    columns.intersects(ImmutableBitSet.range(0, left))
                        && columns.intersects(ImmutableBitSet.range(left, all));
                // Calcite has no correlated RIGHT join at all.
                found[0] |=
                    both || (join.getJoinType() == JoinRelType.RIGHT && !variables.isEmpty());
                return super.visitSubQuery(query);
              }
            });
    return found[0];
  }

  /** One join: its outer side stays, the other is filtered for each of its rows. */
  private static final class Separation {
    private final Join join;
    private final RexBuilder rex;
    private final int leftWidth;
    private final boolean outerIsLeft;
    private final RelNode outer;
    private final RelNode filtered;
    private final CorrelationId outerRow;
    private final CorrelationId filteredRow;
    private final ImmutableBitSet.Builder required = ImmutableBitSet.builder();

    Separation(Join join) {
      RelOptCluster cluster = join.getCluster();
      this.join = join;
      this.rex = cluster.getRexBuilder();
      this.leftWidth = join.getLeft().getRowType().getFieldCount();
      this.outerIsLeft = join.getJoinType() == JoinRelType.LEFT;
      this.outer = outerIsLeft ? join.getLeft() : join.getRight();
      this.filtered = outerIsLeft ? join.getRight() : join.getLeft();
      this.outerRow = cluster.createCorrel();
      this.filteredRow = cluster.createCorrel();
    }

    RelNode result() {
      RexNode condition = RexUtil.flatten(rex, join.getCondition().accept(new Condition()));
      RelNode filter = LogicalFilter.create(filtered, condition, ImmutableSet.of(filteredRow));
      RelNode correlate =
          LogicalCorrelate.create(
              outer, filter, List.of(), outerRow, required.build(), JoinRelType.LEFT);
      if (outerIsLeft) {
        return correlate;
      }
      List<RexNode> columns = new ArrayList<>();
      int outerWidth = outer.getRowType().getFieldCount();
      for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
        int place = i < leftWidth ? outerWidth + i : i - leftWidth;
        columns.add(RexInputRef.of(place, correlate.getRowType()));
      }
      return LogicalProject.create(
          correlate, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
    }

    private boolean isOuter(int column) {
      return (column < leftWidth) == outerIsLeft;
    }

    /** Its place on its own side. */
    private int place(int column) {
      return column < leftWidth ? column : column - leftWidth;
    }

    private RexNode outerColumn(int column, RelDataType type) {
      required.set(place(column));
      RexNode row = rex.makeCorrel(outer.getRowType(), outerRow);
      return rex.ensureType(type, rex.makeFieldAccess(row, place(column)), true);
    }

    /** Columns and sub-queries of the condition as the filter has them. */
    private final class Condition extends RexShuttle {
      @Override
      public RexNode visitInputRef(RexInputRef column) {
        return isOuter(column.getIndex())
            ? outerColumn(column.getIndex(), column.getType())
            : new RexInputRef(place(column.getIndex()), column.getType());
      }

      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
        return visited.clone(new Below().visit(visited.rel));
      }
    }

    /** The tree of a sub-query, which knows the row of the join as a variable. */
    private final class Below extends RelHomogeneousShuttle {
      private final RexShuttle expressions =
          new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
              if (!(access.getReferenceExpr() instanceof RexCorrelVariable variable)
                  || !join.getVariablesSet().contains(variable.id)) {
                return super.visitFieldAccess(access);
              }
              int column = access.getField().getIndex();
              if (isOuter(column)) {
                return outerColumn(column, access.getType());
              }
              RexNode row = rex.makeCorrel(filtered.getRowType(), filteredRow);
              return rex.ensureType(
                  access.getType(), rex.makeFieldAccess(row, place(column)), true);
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
              RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
              return visited.clone(Below.this.visit(visited.rel));
            }
          };

      @Override
      public RelNode visit(RelNode other) {
        return super.visitChildren(other).accept(expressions);
      }
    }
  }
}
