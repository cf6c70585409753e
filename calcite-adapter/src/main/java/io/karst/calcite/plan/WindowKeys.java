package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.function.FrameFunction;
import io.karst.calcite.parser.action.FrameGroups;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * Partitions windows by {@link EqualityKeys} where columns need them, and orders them by places
 * where Calcite compares values as decimals, which have no NaN, or measures distances. Marks
 * functions whose frames generated code cannot make.
 */
final class WindowKeys extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof Project project && project.containsOver()
        ? node.accept(new Windows(project.getInput()))
        : node;
  }

  private static final class Windows extends RexShuttle {
    private final RelNode input;
    private final RexBuilder rex;

    Windows(RelNode input) {
      this.input = input;
      this.rex = input.getCluster().getRexBuilder();
    }

    @Override
    public RexNode visitOver(RexOver over) {
      RexWindow window = over.getWindow();
      List<RexFieldCollation> keys = new ArrayList<>(window.orderKeys);
      boolean groups = keys.removeIf(key -> isGroups(key.left));
      if (!isFramed(over.getAggOperator())) {
        return groups || window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER
            ? over(over, over.getAggOperator(), partition(window), order(keys, null), null)
            : plain(over, window);
      }
      RangeFrame frame = groups ? null : RangeFrame.of(rex, window);
      boolean ours =
          groups
              || window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER
              || (frame != null && frame.isBeyondGeneratedCode());
      if (!ours) {
        return plain(over, window);
      }
      FrameFunction.Mode mode =
          groups
              ? FrameFunction.Mode.GROUPS
              : frame != null && frame.isDescending()
                  ? FrameFunction.Mode.MIRRORED
                  : FrameFunction.Mode.PLAIN;
      return over(
          over,
          new FrameFunction(over.getAggOperator(), mode),
          partition(window),
          order(keys, frame),
          frame == null
              ? new Bounds(window.getLowerBound(), window.getUpperBound())
              : new Bounds(frame.lower(), frame.upper()));
    }

    private static boolean isGroups(RexNode key) {
      return key instanceof RexCall call && call.getOperator().equals(FrameGroups.OPERATOR);
    }

    /** Whether a function looks at the frame, and not at the whole partition. */
    private static boolean isFramed(SqlAggFunction function) {
      return switch (function.getKind()) {
        case ROW_NUMBER, RANK, DENSE_RANK, LAG, LEAD, NTILE, PERCENT_RANK, CUME_DIST -> false;
        default -> true;
      };
    }

    private List<RexNode> partition(RexWindow window) {
      return EqualityKeys.partition(rex, window.partitionKeys, input);
    }

    private ImmutableList<RexFieldCollation> order(
        List<RexFieldCollation> keys, @Nullable RangeFrame frame) {
      ImmutableList.Builder<RexFieldCollation> order = ImmutableList.builder();
      for (RexFieldCollation key : keys) {
        order.add(
            frame != null
                ? frame.order()
                : EqualityKeys.isFloat(key.left.getType())
                    ? new RexFieldCollation(EqualityKeys.place(rex, key.left), key.right)
                    : EqualityKeys.isSortedByKey(key.left.getType())
                        ? new RexFieldCollation(EqualityKeys.sortKey(rex, key.left), key.right)
                        : key);
      }
      return order.build();
    }

    private RexNode plain(RexOver over, RexWindow window) {
      RangeFrame frame = RangeFrame.of(rex, window);
      List<RexNode> partition = partition(window);
      ImmutableList<RexFieldCollation> order = order(window.orderKeys, frame);
      return frame == null
              && partition.equals(window.partitionKeys)
              && order.equals(window.orderKeys)
          ? over
          : over(
              over,
              over.getAggOperator(),
              partition,
              order,
              frame == null
                  ? new Bounds(window.getLowerBound(), window.getUpperBound())
                  : new Bounds(frame.lower(), frame.upper()));
    }

    /** The same window function otherwise; without bounds it looks at the whole partition. */
    private RexNode over(
        RexOver over,
        SqlAggFunction function,
        List<RexNode> partition,
        ImmutableList<RexFieldCollation> order,
        @Nullable Bounds bounds) {
      RexWindow window = over.getWindow();
      return rex.makeOver(
          over.getType(),
          function,
          over.getOperands(),
          partition,
          order,
          bounds == null ? RexWindowBounds.UNBOUNDED_PRECEDING : bounds.lower(),
          bounds == null ? RexWindowBounds.CURRENT_ROW : bounds.upper(),
          bounds == null ? RexWindowExclusion.EXCLUDE_NO_OTHER : window.getExclude(),
          bounds == null || window.isRows(),
          true,
          false,
          over.isDistinct(),
          over.ignoreNulls());
    }
  }

  private record Bounds(RexWindowBound lower, RexWindowBound upper) {}
}
