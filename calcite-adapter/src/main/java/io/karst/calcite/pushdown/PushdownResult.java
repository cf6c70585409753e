package io.karst.calcite.pushdown;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * How a filter over a table is best read.
 *
 * @param path index of the access path
 * @param bounds on that path
 * @param pushed conjuncts the bounds stand for, wholly or in part
 * @param residual conjuncts still to be evaluated
 * @param selectivity estimated part of the rows inside the bounds
 */
public record PushdownResult(
    int path,
    BoundsTemplate bounds,
    List<RexNode> pushed,
    List<RexNode> residual,
    double selectivity) {}
