package io.karst.calcite.exec;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a window function sees from a row.
 *
 * @param unit what offsets count
 * @param lower the first row
 * @param upper the last row
 * @param exclusion what is left out between them
 * @param descending whether the numbers that RANGE counts from are mirrored
 */
public record Frame(Unit unit, Bound lower, Bound upper, Exclusion exclusion, boolean descending) {
  /** What offsets count. */
  public enum Unit {
    ROWS,
    GROUPS,
    RANGE
  }

  /** Rows that are no part of a frame. */
  public enum Exclusion {
    NONE,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  /**
   * One end.
   *
   * @param offset null = unbounded; negative = before the row
   * @param months whether the offset of a RANGE is a number of months
   */
  public record Bound(@Nullable BigDecimal offset, boolean months) {
    /** No end. */
    public static final Bound UNBOUNDED = new Bound(null, false);

    long count() {
      return requireNonNull(offset, "offset").longValue();
    }
  }
}
