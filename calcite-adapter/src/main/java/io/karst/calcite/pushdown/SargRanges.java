package io.karst.calcite.pushdown;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Sarg;

/** Reads the ranges of Calcite's SEARCH. */
final class SargRanges {
  private final RexBuilder rex;
  private final RelDataType type;

  SargRanges(RexBuilder rex, RelDataType type) {
    this.rex = rex;
    this.type = rex.getTypeFactory().createTypeWithNullability(type, false);
  }

  private RexNode literal(Object value) {
    return rex.makeLiteral(value, type, true, false);
  }

  List<RexNode> points(Sarg<?> sarg) {
    List<RexNode> points = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      points.add(literal(range.lowerEndpoint()));
    }
    return points;
  }

  List<BoundsTemplate.Range> ranges(Sarg<?> sarg) {
    List<BoundsTemplate.Range> result = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      List<BoundsTemplate.End> lower = new ArrayList<>();
      List<BoundsTemplate.End> upper = new ArrayList<>();
      if (range.hasLowerBound()) {
        boolean closed = range.lowerBoundType() == BoundType.CLOSED;
        lower.add(new BoundsTemplate.End(literal(range.lowerEndpoint()), closed));
      }
      if (range.hasUpperBound()) {
        boolean closed = range.upperBoundType() == BoundType.CLOSED;
        upper.add(new BoundsTemplate.End(literal(range.upperEndpoint()), closed));
      }
      if (lower.isEmpty() && upper.isEmpty()) {
        return List.of();
      }
      result.add(new BoundsTemplate.Range(lower, upper));
    }
    return result;
  }
}
