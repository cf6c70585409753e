package io.karst.calcite.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalJoin;

/**
 * Puts joins into an order that costs less than the one they were written in. Scans must have their
 * conditions already: the rows that these leave are what the order depends on.
 */
public final class JoinOrder {
  /** What the written order may cost more than the best known and stay. */
  private static final double TOLERANCE = 1.1;

  /** Steps up to which two inputs stay as written: rows come in the order of the left one. */
  private static final double FEW_STEPS = 1000;

  private final int most;

  /**
   * Orders joins.
   *
   * @param most inputs up to which joins are ordered together
   */
  public JoinOrder(int most) {
    this.most = Math.min(most, JoinBlock.MOST_INPUTS);
  }

  /** The rewritten tree. */
  public RelNode apply(RelNode rel) {
    if (rel instanceof LogicalJoin join
        && JoinBlock.isPart(join)
        && JoinBlock.inputs(join) <= most) {
      return ordered(join);
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode ordered = apply(input);
      changed |= ordered != input;
      inputs.add(ordered);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }

  private RelNode ordered(LogicalJoin top) {
    JoinBlock block = new JoinBlock(top, this::apply);
    RelNode written = block.rebuilt(top);
    boolean two = block.inputs().size() == 2;
    if (two && !top.getJoinType().projectsRight()) {
      return written; // there is no other way
    }
    JoinGraph graph = new JoinGraph(block);
    JoinCosts costs = new JoinCosts(graph);
    JoinPlan asWritten = costs.of(block.written());
    if (asWritten == null || (two && asWritten.cost() < FEW_STEPS)) {
      return written;
    }
    JoinPlan best = JoinSearch.best(graph, costs);
    return best == null || asWritten.cost() <= best.cost() * TOLERANCE
        ? written
        : new JoinBuilder(graph, top.getCluster().getRexBuilder()).build(best, top.getRowType());
  }
}
