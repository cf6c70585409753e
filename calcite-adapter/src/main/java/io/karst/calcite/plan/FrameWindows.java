package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.function.FrameFunction;
import io.karst.calcite.rel.KarstWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.logical.LogicalWindow;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlAggFunction;

/**
 * Gives the functions that {@link WindowKeys} has marked to our own window operator. The operators
 * stand on each other in the order of the columns they make.
 */
final class FrameWindows extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    if (!(node instanceof LogicalWindow window)) {
      return node;
    }
    for (Window.Group group : window.groups) {
      for (Window.RexWinAggCall call : group.aggCalls) {
        if (isOurs(call)) {
          return new Stack(window).build();
        }
      }
    }
    return node;
  }

  private static boolean isOurs(Window.RexWinAggCall call) {
    return call.getOperator() instanceof FrameFunction;
  }

  /** One window taken apart. */
  private static final class Stack {
    private final LogicalWindow window;
    private final int columns;
    private RelNode top;

    Stack(LogicalWindow window) {
      this.window = window;
      this.top = window.getInput();
      this.columns = top.getRowType().getFieldCount();
    }

    RelNode build() {
      for (Window.Group group : window.groups) {
        int start = 0;
        while (start < group.aggCalls.size()) {
          int end = start + 1;
          boolean ours = isOurs(group.aggCalls.get(start));
          while (end < group.aggCalls.size() && isOurs(group.aggCalls.get(end)) == ours) {
            end++;
          }
          add(group, group.aggCalls.subList(start, end), ours);
          start = end;
        }
      }
      return top;
    }

    private void add(Window.Group group, List<Window.RexWinAggCall> calls, boolean ours) {
      int width = top.getRowType().getFieldCount();
      List<RelDataTypeField> fields = window.getRowType().getFieldList();
      RelDataTypeFactory.Builder builder = window.getCluster().getTypeFactory().builder();
      builder.addAll(fields.subList(0, width + calls.size()));
      RelDataType rowType = builder.build();
      top =
          ours
              ? KarstWindow.of(top, rowType, new FrameCalls(window, group, columns).of(calls))
              : generated(group, calls, rowType, width - columns);
    }

    private RelNode generated(
        Window.Group group, List<Window.RexWinAggCall> calls, RelDataType rowType, int added) {
      RexShuttle shift =
          new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
              return ref.getIndex() < columns
                  ? ref
                  : new RexInputRef(ref.getIndex() + added, ref.getType());
            }
          };
      List<Window.RexWinAggCall> shifted = new ArrayList<>();
      for (Window.RexWinAggCall call : calls) {
        shifted.add(
            new Window.RexWinAggCall(
                call.getParserPosition(),
                (SqlAggFunction) call.getOperator(),
                call.getType(),
                shift.visitList(call.getOperands()),
                shifted.size(),
                call.distinct,
                call.ignoreNulls));
      }
      Window.Group part =
          new Window.Group(
              group.keys,
              group.isRows,
              group.lowerBound.accept(shift),
              group.upperBound.accept(shift),
              group.exclude,
              group.orderKeys,
              shifted);
      return LogicalWindow.create(
          window.getTraitSet(),
          List.of(),
          top,
          window.getConstants(),
          rowType,
          ImmutableList.of(part));
    }
  }
}
