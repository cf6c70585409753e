package io.karst.calcite.join;

import org.jspecify.annotations.Nullable;

/**
 * Joined inputs.
 *
 * @param inputs which, as bits
 * @param rows estimated
 * @param cost to have them, in steps: one is what a row of a scan costs
 * @param left null for a single input
 * @param right null for a single input
 * @param mirrored whether a LEFT join is a RIGHT join of its sides the other way round, which puts
 *     the rows of the left one into the hash table
 */
record JoinPlan(
    long inputs,
    double rows,
    double cost,
    @Nullable JoinPlan left,
    @Nullable JoinPlan right,
    boolean mirrored) {
  boolean isInput() {
    return left == null;
  }

  /** The number of the single input. */
  int input() {
    return Long.numberOfTrailingZeros(inputs);
  }
}
