package io.karst.storage.scan;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A range on an access path: equal values for its first columns, then at most one bounded column.
 *
 * <p>{@code equal} holds canonical values for path columns 0 .. n-1; a null element means IS NULL
 * (SQL equality with NULL matches nothing and must not reach here). {@code lower} and {@code upper}
 * bound path column n; null = unbounded on that side, in which case NULLs of that column are inside
 * only if both sides are unbounded. Bounds are in value order, whatever the storage direction.
 *
 * @param equal canonical values of the leading path columns
 * @param lower lower bound of the next column, or null
 * @param lowerInclusive whether lower itself is inside
 * @param upper upper bound of the next column, or null
 * @param upperInclusive whether upper itself is inside
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare contents
public record KeyBounds(
    @Nullable Object[] equal,
    @Nullable Object lower,
    boolean lowerInclusive,
    @Nullable Object upper,
    boolean upperInclusive) {

  private static final Object[] NONE = new Object[0];

  /** The whole path. */
  public static final KeyBounds ALL = new KeyBounds(NONE, null, false, null, false);

  /** Rows whose leading path columns have these values. */
  public static KeyBounds equalTo(@Nullable Object... values) {
    return new KeyBounds(values, null, false, null, false);
  }

  /** Whether the column behind the equal ones is bounded. */
  public boolean isRange() {
    return lower != null || upper != null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyBounds that
        && Arrays.deepEquals(equal, that.equal)
        && Arrays.deepEquals(new Object[] {lower, upper}, new Object[] {that.lower, that.upper})
        && lowerInclusive == that.lowerInclusive
        && upperInclusive == that.upperInclusive;
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(equal) * 31 + Arrays.deepHashCode(new Object[] {lower, upper});
  }

  @Override
  public String toString() {
    return "equal="
        + Arrays.deepToString(equal)
        + (lower == null ? "" : (lowerInclusive ? " >=" : " >") + lower)
        + (upper == null ? "" : (upperInclusive ? " <=" : " <") + upper);
  }
}
