package io.karst.calcite.pushdown;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * What one conjunct says about one column: it equals one of some values, or lies in a range.
 *
 * @param column position in the shape
 * @param equal the values; empty if it is about ranges
 * @param ranges alternatives; empty if it is about values
 * @param exact whether the bounds say the same as the conjunct, so that it need not be evaluated
 * @param source the conjunct
 */
record Condition(
    int column,
    List<BoundsTemplate.Value> equal,
    List<BoundsTemplate.Range> ranges,
    boolean exact,
    RexNode source) {}
