package io.karst.calcite.plan;

/**
 * A query with hoisted literals that is no key plan: it has to be planned again with its literals
 * in place, from its text, because constants make better plans than parameters.
 */
public final class NoKeyPlan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoKeyPlan() {
    super("no key plan", null, false, false);
  }
}
