package io.karst.calcite.subquery;

/** A sub-query that runs for each row around it: no join is known that says the same. */
final class StaysCorrelated extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param reason what there is no join for
   */
  StaysCorrelated(String reason) {
    super(reason, null, false, false);
  }
}
