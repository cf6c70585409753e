package io.karst.calcite.plan;

/**
 * A query with hoisted literals that is no key plan: it is planned again with its literals in
 * place, because constants make better plans than parameters.
 */
final class NoKeyPlan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoKeyPlan() {
    super("no key plan", null, false, false);
  }
}
