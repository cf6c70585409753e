package io.karst.sql;

import io.karst.storage.base.KarstException;

/** A batch that stopped at a failing row; the cause is the error of that row. */
public final class BatchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long[] counts;
  private final KarstException error;

  /**
   * Creates a failure.
   *
   * @param counts rows affected by each parameter row before the failing one
   * @param error why the next one failed
   */
  public BatchFailure(long[] counts, KarstException error) {
    super(error.getMessage(), error);
    this.counts = counts.clone();
    this.error = error;
  }

  /** Rows affected by each parameter row before the failing one. */
  public long[] counts() {
    return counts.clone();
  }

  /** Why the row after those failed. */
  public KarstException error() {
    return error;
  }
}
