package io.karst.calcite.join;

import io.karst.calcite.rel.KarstScan;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.jspecify.annotations.Nullable;

/** Inputs that are scans of tables, maybe with a filter. */
final class ScanInput {
  private ScanInput() {}

  static @Nullable KarstScan scan(RelNode rel) {
    RelNode below = rel instanceof LogicalFilter filter ? filter.getInput() : rel;
    return below instanceof KarstScan scan ? scan : null;
  }

  /** Rows of the table of a scan, without what is pushed into it. */
  static double tableRows(RelNode rel) {
    KarstScan scan = scan(rel);
    return scan == null ? 0 : Math.max(1, scan.karstTable().source().estimatedRows());
  }

  /** The field of a scan that shows a column of the table's shape, or -1. */
  static int field(RelNode rel, int column) {
    KarstScan scan = scan(rel);
    int width = scan == null ? 0 : scan.getRowType().getFieldCount();
    for (int i = 0; scan != null && i < width; i++) {
      if (scan.position(i) == column) {
        return i;
      }
    }
    return -1;
  }
}
