package io.karst.calcite.plan;

/**
 * How queries are planned.
 *
 * @param keyPlans whether key plans are made where they can be
 * @param joinLimit inputs up to which joins are ordered together; 1 leaves them as written
 */
public record PlanOptions(boolean keyPlans, int joinLimit) {
  /** Everything the planner can do. */
  public static final PlanOptions DEFAULT = new PlanOptions(true, Integer.MAX_VALUE);
}
