package io.karst.calcite.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one type that are equal in all rows of a block, at most one of each input, so that any
 * two of them can be joined. What was written as {@code a = b AND b = c} is also {@code a = c}.
 */
final class ColumnClass {
  private final List<Integer> columns = new ArrayList<>();
  private long inputs;

  private ColumnClass() {}

  /** The classes of a block. */
  static List<ColumnClass> of(JoinBlock block) {
    List<ColumnClass> classes = new ArrayList<>();
    for (RexNode condition : block.conditions()) {
      Pair pair = Pair.of(condition);
      if (pair != null && pair.isSameType() && isInner(block, pair)) {
        unite(block, classes, pair);
      }
    }
    return classes;
  }

  private static boolean isInner(JoinBlock block, Pair pair) {
    return block.inputs().get(block.inputOf(pair.left())).isInner()
        && block.inputs().get(block.inputOf(pair.right())).isInner();
  }

  private static void unite(JoinBlock block, List<ColumnClass> classes, Pair pair) {
    ColumnClass left = find(classes, pair.left());
    ColumnClass right = find(classes, pair.right());
    if (left != null && left == right) {
      return;
    }
    ColumnClass both = new ColumnClass();
    both.take(block, left, pair.left());
    long taken = both.inputs;
    both.take(block, right, pair.right());
    if (Long.bitCount(both.inputs) != both.columns.size() || taken == both.inputs) {
      return; // two columns of one input: their equality is a condition like others
    }
    classes.removeIf(old -> old == left || old == right);
    classes.add(both);
  }

  private void take(JoinBlock block, @Nullable ColumnClass other, int column) {
    for (int member : other == null ? List.of(column) : other.columns) {
      columns.add(member);
      inputs |= 1L << block.inputOf(member);
    }
  }

  private static @Nullable ColumnClass find(List<ColumnClass> classes, int column) {
    for (ColumnClass found : classes) {
      if (found.columns.contains(column)) {
        return found;
      }
    }
    return null;
  }

  /** The class that a condition is a part of, or null. */
  static @Nullable ColumnClass of(List<ColumnClass> classes, RexNode condition) {
    Pair pair = Pair.of(condition);
    ColumnClass found = pair == null ? null : find(classes, pair.left());
    return found != null && pair != null && found.columns.contains(pair.right()) ? found : null;
  }

  /** Columns of the block. */
  List<Integer> columns() {
    return columns;
  }

  /** The inputs that have a column here, as bits. */
  long inputs() {
    return inputs;
  }

  /** The column of one of some inputs; there is one. */
  int columnOf(JoinBlock block, long of) {
    for (int column : columns) {
      if (((of >>> block.inputOf(column)) & 1) != 0) {
        return column;
      }
    }
    throw new IllegalArgumentException("no column of these inputs");
  }

  /**
   * Two columns that a condition says are equal.
   *
   * @param left column of the block
   * @param right column of the block
   */
  record Pair(int left, int right, RelDataType leftType, RelDataType rightType) {
    static @Nullable Pair of(RexNode condition) {
      return condition.getKind() == SqlKind.EQUALS
              && condition instanceof RexCall call
              && call.getOperands().get(0) instanceof RexInputRef left
              && call.getOperands().get(1) instanceof RexInputRef right
          ? new Pair(left.getIndex(), right.getIndex(), left.getType(), right.getType())
          : null;
    }

    boolean isSameType() {
      return SqlTypeUtil.equalSansNullability(leftType, rightType);
    }
  }
}
