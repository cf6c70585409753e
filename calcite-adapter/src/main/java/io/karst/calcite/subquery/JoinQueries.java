package io.karst.calcite.subquery;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes sub-queries out of the conditions of joins: Calcite's own rule for them reads columns of
 * the wrong side. A condition on rows of one side that cannot lose by it filters that side; above
 * an inner join all others filter. A sub-query of an outer join's condition that looks at one side
 * becomes a column of that side; {@link SeparateJoin} takes those that look at both.
 */
public final class JoinQueries extends QueryShuttle {
  @Override
  protected RelNode rewritten(RelNode node) {
    return node instanceof LogicalJoin join && hasQuery(join.getCondition())
        ? new Placement(join).result()
        : node;
  }

  private static boolean hasQuery(RexNode node) {
    return RexUtil.SubQueryFinder.find(node) != null;
  }

  /** Where the parts of one condition go. */
  private static final class Placement {
    private final Join join;
    private final RexBuilder rex;
    private final int leftWidth;
    private final ImmutableBitSet leftColumns;
    private final ImmutableBitSet rightColumns;
    private final SideRow left;
    private final SideRow right;

    Placement(Join join) {
      this.join = join;
      this.rex = join.getCluster().getRexBuilder();
      this.leftWidth = join.getLeft().getRowType().getFieldCount();
      int width = leftWidth + join.getRight().getRowType().getFieldCount();
      this.leftColumns = ImmutableBitSet.range(0, leftWidth);
      this.rightColumns = ImmutableBitSet.range(leftWidth, width);
      this.left = new SideRow(join, join.getLeft(), 0);
      this.right = new SideRow(join, join.getRight(), leftWidth);
    }

    RelNode result() {
      boolean keepsLeft = join.getJoinType().generatesNullsOnRight();
      boolean keepsRight = join.getJoinType().generatesNullsOnLeft();
      List<RexNode> leftFilters = new ArrayList<>();
      List<RexNode> rightFilters = new ArrayList<>();
      List<RexNode> above = new ArrayList<>();
      List<RexNode> rest = new ArrayList<>();
      for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
        ImmutableBitSet columns = columns(part);
        if (!hasQuery(part)) {
          rest.add(part);
        } else if (!keepsRight && rightColumns.contains(columns)) {
          rightFilters.add(part.accept(right));
        } else if (!keepsLeft && leftColumns.contains(columns)) {
          leftFilters.add(part.accept(left));
        } else {
          (join.getJoinType() == JoinRelType.INNER ? above : rest).add(part);
        }
      }
      RelNode leftRows = filter(join.getLeft(), leftFilters, Set.of(left.row()));
      RelNode rightRows = filter(join.getRight(), rightFilters, Set.of(right.row()));
      RexNode condition = RexUtil.composeConjunction(rex, rest);
      RelNode joined =
          rest.stream().anyMatch(this::looksAtBothSides)
              ? SeparateJoin.of(join, leftRows, rightRows, condition)
              : withColumns(leftRows, rightRows, condition);
      return filter(joined, above, join.getVariablesSet());
    }

    private static RelNode filter(RelNode rows, List<RexNode> parts, Set<CorrelationId> variables) {
      RexBuilder rex = rows.getCluster().getRexBuilder();
      return parts.isEmpty()
          ? rows
          : LogicalFilter.create(
              rows, RexUtil.composeConjunction(rex, parts), ImmutableSet.copyOf(variables));
    }

    private boolean looksAtBothSides(RexNode part) {
      boolean[] found = new boolean[1];
      part.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
              ImmutableBitSet columns = columns(query);
              found[0] |= columns.intersects(leftColumns) && columns.intersects(rightColumns);
              return query;
            }
          });
      return found[0];
    }

    /** The join's columns that an expression uses, also inside of its sub-queries. */
    private ImmutableBitSet columns(RexNode expression) {
      ImmutableBitSet.Builder columns = ImmutableBitSet.builder();
      columns.addAll(RelOptUtil.InputFinder.bits(expression));
      expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
              for (CorrelationId id : join.getVariablesSet()) {
                columns.addAll(RelOptUtil.correlationColumns(id, query.rel));
              }
              return super.visitSubQuery(query);
            }
          });
      return columns.build();
    }

    /** The join, with the sub-queries of its condition as columns of the side they look at. */
    private RelNode withColumns(RelNode leftRows, RelNode rightRows, RexNode condition) {
      Columns columns = new Columns(condition);
      RexNode onColumns = condition.accept(columns);
      RelNode wide =
          LogicalJoin.create(
              withColumns(leftRows, columns.ofLeft, left.row()),
              withColumns(rightRows, columns.ofRight, right.row()),
              join.getHints(),
              onColumns,
              Set.of(),
              join.getJoinType());
      if (columns.ofLeft.isEmpty() && columns.ofRight.isEmpty()) {
        return wide;
      }
      List<RexNode> shown = new ArrayList<>();
      for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
        shown.add(rex.makeInputRef(wide, i < leftWidth ? i : i + columns.ofLeft.size()));
      }
      return LogicalProject.create(
          wide, List.of(), shown, join.getRowType().getFieldNames(), Set.of());
    }

    private RelNode withColumns(RelNode rows, List<RexNode> added, CorrelationId row) {
      if (added.isEmpty()) {
        return rows;
      }
      List<RexNode> columns = new ArrayList<>(rex.identityProjects(rows.getRowType()));
      columns.addAll(added);
      return LogicalProject.create(rows, List.of(), columns, (List<String>) null, Set.of(row));
    }

    /** Makes columns of sub-queries, and finds the others where they are behind those. */
    private final class Columns extends RexShuttle {
      private final List<RexNode> ofLeft = new ArrayList<>();
      private final List<RexNode> ofRight = new ArrayList<>();
      private final int shift;

      Columns(RexNode condition) {
        int[] found = new int[1];
        condition.accept(
            new RexShuttle() {
              @Override
              public RexNode visitSubQuery(RexSubQuery query) {
                found[0] += isOfLeft(query) ? 1 : 0;
                return query;
              }
            });
        this.shift = found[0];
      }

      private boolean isOfLeft(RexSubQuery query) {
        return columns(query).intersects(leftColumns);
      }

      @Override
      public RexNode visitInputRef(RexInputRef column) {
        return column.getIndex() < leftWidth
            ? column
            : new RexInputRef(column.getIndex() + shift, column.getType());
      }

      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        if (isOfLeft(query)) {
          ofLeft.add(query.accept(left));
          return new RexInputRef(leftWidth + ofLeft.size() - 1, query.getType());
        }
        ofRight.add(query.accept(right));
        int place = join.getRowType().getFieldCount() + shift + ofRight.size() - 1;
        return new RexInputRef(place, query.getType());
      }
    }
  }
}
