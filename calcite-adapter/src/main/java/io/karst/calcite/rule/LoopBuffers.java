package io.karst.calcite.rule;

import io.karst.calcite.rel.KarstBuffer;
import io.karst.calcite.rel.TransientScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Values;

/**
 * Puts buffers below nested loop joins, which read their right side once for each row of the left
 * one: it is computed once. Those that keep all right rows buffer them already. What reads the
 * working table of a recursive query has other rows in each round and gets no buffer.
 */
public final class LoopBuffers {
  private LoopBuffers() {}

  /** The rewritten tree. */
  public static RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    if (rel instanceof EnumerableNestedLoopJoin join
        && !join.getJoinType().generatesNullsOnLeft()
        && !(inputs.get(1) instanceof Values)
        && !readsWorkingTable(inputs.get(1))) {
      inputs.set(1, KarstBuffer.of(inputs.get(1)));
      changed = true;
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }

  private static boolean readsWorkingTable(RelNode rel) {
    if (rel instanceof TransientScan) {
      return true;
    }
    for (RelNode input : rel.getInputs()) {
      if (readsWorkingTable(input)) {
        return true;
      }
    }
    return false;
  }
}
