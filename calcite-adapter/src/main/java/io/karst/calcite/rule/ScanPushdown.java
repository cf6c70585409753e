package io.karst.calcite.rule;

import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.rel.TransientScan;
import io.karst.calcite.schema.KarstTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.schema.TransientTable;

/** Turns table scans into our scans and pushes into them what they can do. */
public final class ScanPushdown {
  private final RelOptCluster cluster;

  public ScanPushdown(RelOptCluster cluster) {
    this.cluster = cluster;
  }

  /** The rewritten tree. */
  public RelNode apply(RelNode rel) {
    if (rel instanceof LogicalTableScan scan) {
      if (scan.getTable().unwrap(TransientTable.class) != null) {
        return TransientScan.of(cluster, scan.getTable());
      }
      return scan.getTable().unwrap(KarstTable.class) == null
          ? scan
          : KarstScan.of(cluster, scan.getTable());
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }
}
