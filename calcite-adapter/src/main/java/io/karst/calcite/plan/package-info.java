/**
 * The planner: from a syntax tree to an {@link io.karst.calcite.plan.EnumerablePlan}. Top of the
 * Calcite side; the SQL session calls it.
 */
@NullMarked
package io.karst.calcite.plan;

import org.jspecify.annotations.NullMarked;
