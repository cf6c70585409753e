package io.karst.calcite.exec;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates whose parts can be put together: their frames are answered by a tree of parts. */
public enum FrameFold {
  COUNT,
  SUM,
  MIN,
  MAX;

  /** The contribution of one value; null = none. */
  private @Nullable Object leaf(@Nullable Object value) {
    return this == COUNT ? (value == null ? null : (Object) 1L) : value;
  }

  private @Nullable Object join(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return switch (this) {
      case COUNT -> (Long) left + (Long) right;
      case SUM -> sum(left, right);
      case MIN -> RowOrder.compareValues(left, right) <= 0 ? left : right;
      case MAX -> RowOrder.compareValues(left, right) >= 0 ? left : right;
    };
  }

  private static Object sum(Object left, Object right) {
    if (left instanceof BigDecimal a && right instanceof BigDecimal b) {
      return a.add(b);
    }
    return Math.addExact(((Number) left).longValue(), ((Number) right).longValue());
  }

  /** A balanced tree over the values of a partition's rows. */
  static final class Tree {
    private final FrameFold fold;
    private final int size;
    private final @Nullable Object[] nodes;

    Tree(FrameFold fold, List<@Nullable Object> values) {
      this.fold = fold;
      this.size = values.size();
      this.nodes = new @Nullable Object[2 * size];
      for (int i = 0; i < size; i++) {
        nodes[size + i] = fold.leaf(values.get(i));
      }
      for (int i = size - 1; i > 0; i--) {
        nodes[i] = fold.join(nodes[2 * i], nodes[2 * i + 1]);
      }
    }

    /** The fold of the ranges of a frame; null of none. */
    @Nullable Object over(FrameRows frame) {
      Object result = null;
      for (int i = 0; i < frame.ranges; i++) {
        int low = frame.starts[i] + size;
        int high = frame.ends[i] + size;
        while (low < high) {
          if ((low & 1) == 1) {
            result = fold.join(result, nodes[low++]);
          }
          if ((high & 1) == 1) {
            result = fold.join(result, nodes[--high]);
          }
          low >>= 1;
          high >>= 1;
        }
      }
      return result;
    }
  }
}
