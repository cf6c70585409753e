package io.karst.calcite.function;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Many constants or ranges of them, such as a long IN list: a value is looked up instead of
 * compared with each. Whole numbers and dates are ranges of longs; texts are a set, or all but a
 * set.
 */
public final class MemberSet {
  private final long[] lows; // ascending, each range closed; some are empty: low above high
  private final long[] highs;
  private final Set<String> texts;
  private final boolean complement;

  private MemberSet(long[] lows, long[] highs, Set<String> texts, boolean complement) {
    this.lows = lows;
    this.highs = highs;
    this.texts = texts;
    this.complement = complement;
  }

  static void register(FunctionTable internal) {
    internal.add(MemberSet.class, "$member(any,any):bool", "contains");
  }

  /** Whether a value is in a set; called by generated code. */
  public static boolean contains(Object value, Object set) {
    MemberSet members = (MemberSet) set;
    if (value instanceof String text) {
      return members.texts.contains(text) != members.complement;
    }
    long number = ((Number) value).longValue();
    int found = Arrays.binarySearch(members.lows, number);
    int range = found >= 0 ? found : -found - 2;
    return range >= 0 && number <= members.highs[range];
  }

  /** The set of whole numbers in a search argument of them. */
  public static MemberSet ofNumbers(Sarg<?> sarg) {
    List<Range<?>> ranges = List.copyOf(sarg.rangeSet.asRanges());
    long[] lows = new long[ranges.size()];
    long[] highs = new long[ranges.size()];
    int count = 0;
    for (Range<?> range : ranges) {
      long low = range.hasLowerBound() ? number(range.lowerEndpoint()) : Long.MIN_VALUE;
      long high = range.hasUpperBound() ? number(range.upperEndpoint()) : Long.MAX_VALUE;
      boolean above = range.hasLowerBound() && range.lowerBoundType() == BoundType.OPEN;
      boolean below = range.hasUpperBound() && range.upperBoundType() == BoundType.OPEN;
      if ((above && low == Long.MAX_VALUE) || (below && high == Long.MIN_VALUE)) {
        continue; // no long is there
      }
      lows[count] = above ? low + 1 : low;
      highs[count++] = below ? high - 1 : high;
    }
    return new MemberSet(Arrays.copyOf(lows, count), Arrays.copyOf(highs, count), Set.of(), false);
  }

  /** The set of texts of a search argument of points or of all but points; null for others. */
  public static @Nullable MemberSet ofTexts(Sarg<?> sarg) {
    boolean complement = sarg.isComplementedPoints();
    if (!sarg.isPoints() && !complement) {
      return null;
    }
    Set<String> texts = new HashSet<>();
    Sarg<?> points = complement ? sarg.negate() : sarg;
    for (Range<?> range : points.rangeSet.asRanges()) {
      texts.add(((NlsString) range.lowerEndpoint()).getValue());
    }
    return new MemberSet(new long[0], new long[0], texts, complement);
  }

  private static long number(Object value) {
    return value instanceof Number number
        ? number.longValue()
        : ((org.apache.calcite.util.DateString) value).getDaysSinceEpoch();
  }
}
