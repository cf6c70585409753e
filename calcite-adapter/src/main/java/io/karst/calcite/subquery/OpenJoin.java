package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Opens an inner or a left join. What a left join's right side or condition reads of the outer row
 * has to be on its left side: rows without a match belong to an outer row, too.
 */
final class OpenJoin {
  private final OuterRow outer;
  private final Opening opening;
  private final LogicalJoin join;
  private final OpenQuery right;
  private final List<RexNode> closed = new ArrayList<>();
  private final List<RexNode> correlated = new ArrayList<>();
  private OpenQuery left;

  OpenJoin(OuterRow outer, Opening opening, LogicalJoin join) {
    this.outer = outer;
    this.opening = opening;
    this.join = join;
    this.left = opening.open(join.getLeft());
    this.right = opening.open(join.getRight());
    for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
      (outer.isReadBy(part) ? correlated : closed).add(part);
    }
  }

  OpenQuery result() {
    List<RexNode> conditions = new ArrayList<>();
    List<RexNode> on = new ArrayList<>();
    if (join.getJoinType() == JoinRelType.LEFT) {
      List<RexNode> open = new ArrayList<>(correlated);
      open.addAll(right.conditions());
      BoundQuery bound = opening.bound(left, outer.columns(open));
      left = bound.query();
      on.addAll(bound.replaced(Columns.moved(correlated, this::own)));
      // The columns found on the left side are where they were; those of the right move.
      for (RexNode condition : right.conditions()) {
        on.addAll(bound.replaced(List.of(Columns.moved(condition, i -> leftCount() + i))));
      }
    } else {
      conditions.addAll(correlated);
      conditions.addAll(Columns.moved(right.conditions(), this::arrangedRight));
    }
    conditions.addAll(Columns.moved(left.conditions(), this::arrangedLeft));
    on.addAll(Columns.moved(closed, this::own));
    RelNode joined =
        LogicalJoin.create(
            left.rel(),
            right.rel(),
            join.getHints(),
            RexUtil.composeConjunction(outer.rex(), on),
            Set.of(),
            join.getJoinType());
    return new OpenQuery(arranged(joined), left.width() + right.width(), conditions);
  }

  private int leftCount() {
    return Columns.count(left.rel());
  }

  /** A column of the join, behind which are none of conditions, where it is in the new one. */
  private int own(int column) {
    return column < left.width() ? column : column - left.width() + leftCount();
  }

  private int arrangedLeft(int column) {
    return column < left.width() ? column : column + right.width();
  }

  private int arrangedRight(int column) {
    int width = left.width();
    return column < right.width() ? width + column : leftCount() + column;
  }

  /** The columns of both sides, then what conditions look at on both. */
  private RelNode arranged(RelNode joined) {
    if (leftCount() == left.width()) {
      return joined;
    }
    int all = Columns.count(joined);
    List<RexNode> columns = Columns.range(joined, 0, left.width());
    columns.addAll(Columns.range(joined, leftCount(), leftCount() + right.width()));
    columns.addAll(Columns.range(joined, left.width(), leftCount()));
    columns.addAll(Columns.range(joined, leftCount() + right.width(), all));
    return Columns.project(joined, columns);
  }
}
