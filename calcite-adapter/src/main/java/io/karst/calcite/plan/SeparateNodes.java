package io.karst.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalValues;

/**
 * Gives every place of a tree a node of its own. The rule engine makes one node of equal ones, and
 * the decorrelator of Calcite 1.42 notes what it did to a node by the node: what it adds to one
 * place would count for all, and columns of another table be taken.
 */
final class SeparateNodes {
  private SeparateNodes() {}

  /** The tree, copied if there is anything to decorrelate. */
  static RelNode of(RelNode rel) {
    return isCorrelated(rel) ? copy(rel) : rel;
  }

  private static boolean isCorrelated(RelNode rel) {
    if (rel instanceof Correlate) {
      return true;
    }
    for (RelNode input : rel.getInputs()) {
      if (isCorrelated(input)) {
        return true;
      }
    }
    return false;
  }

  private static RelNode copy(RelNode rel) {
    if (rel instanceof TableScan scan && rel instanceof LogicalTableScan) {
      return LogicalTableScan.create(scan.getCluster(), scan.getTable(), scan.getHints());
    }
    if (rel instanceof Values values && rel instanceof LogicalValues) {
      return new LogicalValues(
          values.getCluster(), values.getTraitSet(), values.getRowType(), values.getTuples());
    }
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(copy(input));
    }
    return rel.copy(rel.getTraitSet(), inputs);
  }
}
