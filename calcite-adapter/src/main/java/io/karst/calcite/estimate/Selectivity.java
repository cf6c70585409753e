package io.karst.calcite.estimate;

import com.google.common.collect.RangeSet;
import java.util.function.IntToDoubleFunction;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Sarg;

/**
 * Which part of the rows a condition leaves, between 0 and 1. Equality takes the numbers of
 * different values; for the rest there are the constants of System R (Selinger and others, 1979),
 * or a little less.
 */
public final class Selectivity {
  private static final double EQUALITY = 0.15;
  private static final double COMPARISON = 1 / 3.0;
  private static final double RANGE = 0.1;
  private static final double PATTERN = 0.1;
  private static final double NULL = 0.1;
  private static final double OTHER = 0.25;

  private final IntToDoubleFunction distinct;

  /**
   * Estimates for rows of one kind.
   *
   * @param distinct different values by column, -1 if unknown
   */
  public Selectivity(IntToDoubleFunction distinct) {
    this.distinct = distinct;
  }

  /** The part of the rows for which a condition holds. */
  public double of(RexNode condition) {
    if (condition.isAlwaysTrue()) {
      return 1;
    }
    if (condition.isAlwaysFalse()) {
      return 0;
    }
    return condition instanceof RexCall call
        ? ofCall(call)
        : condition instanceof RexInputRef ? 0.5 : OTHER;
  }

  private double ofCall(RexCall call) {
    return switch (call.getKind()) {
      case AND -> all(call);
      case OR -> any(call);
      case NOT -> 1 - of(call.getOperands().get(0));
      case EQUALS, IS_NOT_DISTINCT_FROM -> equality(call);
      case NOT_EQUALS, IS_DISTINCT_FROM -> 1 - equality(call);
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL -> COMPARISON;
      case SEARCH -> search(call);
      case LIKE, SIMILAR -> PATTERN;
      case IS_NULL -> NULL;
      case IS_NOT_NULL -> 1 - NULL;
      default -> OTHER;
    };
  }

  private double all(RexCall call) {
    double part = 1;
    for (RexNode operand : RelOptUtil.conjunctions(call)) {
      part *= of(operand);
    }
    return part;
  }

  private double any(RexCall call) {
    double others = 1;
    for (RexNode operand : call.getOperands()) {
      others *= 1 - of(operand);
    }
    return 1 - others;
  }

  private double equality(RexCall call) {
    double values =
        Math.max(distinct(call.getOperands().get(0)), distinct(call.getOperands().get(1)));
    return values < 1 ? EQUALITY : 1 / values;
  }

  private double search(RexCall call) {
    RexNode searched = call.getOperands().get(0);
    if (!(call.getOperands().get(1) instanceof RexLiteral literal)
        || !(literal.getValue() instanceof Sarg<?> sarg)) {
      return OTHER;
    }
    double values = distinct(searched);
    double one = values < 1 ? EQUALITY : 1 / values;
    if (sarg.isPoints()) {
      return Math.min(0.5, one * sarg.pointCount);
    }
    if (sarg.isComplementedPoints()) {
      return 1 - Math.min(0.5, one * sarg.rangeSet.complement().asRanges().size());
    }
    return ranges(sarg.rangeSet);
  }

  private static double ranges(RangeSet<?> set) {
    double part = 0;
    for (var range : set.asRanges()) {
      part += range.hasLowerBound() && range.hasUpperBound() ? RANGE : COMPARISON;
    }
    return Math.min(0.5, part);
  }

  private double distinct(RexNode node) {
    int column = Distincts.column(node);
    return column < 0 ? -1 : distinct.applyAsDouble(column);
  }
}
