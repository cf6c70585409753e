/**
 * What the planner guesses and knows about operators: how many rows they have, which part a
 * condition leaves, which columns are unique. {@link io.karst.calcite.estimate.PlanMetadata} is
 * where others ask.
 */
@NullMarked
package io.karst.calcite.estimate;

import org.jspecify.annotations.NullMarked;
