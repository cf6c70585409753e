package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;

/**
 * Partitions windows by {@link EqualityKeys} where columns need them, and orders them by places
 * where Calcite compares values as decimals, which have no NaN, or measures distances.
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
      boolean changed = false;
      List<RexNode> partition = new ArrayList<>();
      for (RexNode key : window.partitionKeys) {
        boolean needed = EqualityKeys.needed(key, input);
        changed |= needed;
        partition.add(needed ? EqualityKeys.of(rex, key) : key);
      }
      RangeFrame frame = RangeFrame.of(rex, window);
      ImmutableList.Builder<RexFieldCollation> order = ImmutableList.builder();
      for (RexFieldCollation key : window.orderKeys) {
        boolean needed = EqualityKeys.isFloat(key.left.getType());
        changed |= needed || frame != null;
        order.add(
            frame != null
                ? frame.order()
                : needed
                    ? new RexFieldCollation(EqualityKeys.place(rex, key.left), key.right)
                    : key);
      }
      return changed
          ? rex.makeOver(
              over.getType(),
              over.getAggOperator(),
              over.getOperands(),
              partition,
              order.build(),
              frame == null ? window.getLowerBound() : frame.lower(),
              frame == null ? window.getUpperBound() : frame.upper(),
              window.getExclude(),
              window.isRows(),
              true,
              false,
              over.isDistinct(),
              over.ignoreNulls())
          : over;
    }
  }
}
