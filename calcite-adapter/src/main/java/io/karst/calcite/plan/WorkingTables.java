package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.subquery.QueryShuttle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalRepeatUnion;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.logical.LogicalTableSpool;
import org.apache.calcite.schema.TransientTable;

/**
 * Gives the working tables of recursive queries names of their own: generated code finds them by
 * name, and two queries of a statement, or of its views, may have one.
 */
final class WorkingTables extends QueryShuttle {
  private final IdentityHashMap<TransientTable, RelOptTable> renamed = new IdentityHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  @Override
  protected RelNode rewritten(RelNode node) {
    if (node instanceof LogicalTableScan scan && isWorking(scan.getTable())) {
      return LogicalTableScan.create(scan.getCluster(), unique(scan.getTable()), scan.getHints());
    }
    if (node instanceof LogicalTableSpool spool && isWorking(spool.getTable())) {
      return LogicalTableSpool.create(
          spool.getInput(), spool.readType, spool.writeType, unique(spool.getTable()));
    }
    if (node instanceof LogicalRepeatUnion union
        && union.getTransientTable() != null
        && isWorking(union.getTransientTable())) {
      return LogicalRepeatUnion.create(
          union.getSeedRel(),
          union.getIterativeRel(),
          union.all,
          union.iterationLimit,
          unique(union.getTransientTable()));
    }
    return node;
  }

  private static boolean isWorking(RelOptTable table) {
    return table.unwrap(TransientTable.class) != null;
  }

  private RelOptTable unique(RelOptTable table) {
    TransientTable rows = table.unwrap(TransientTable.class);
    return rows == null ? table : renamed.computeIfAbsent(rows, key -> named(table, key));
  }

  private RelOptTable named(RelOptTable table, TransientTable rows) {
    List<String> path = table.getQualifiedName();
    String name = path.get(path.size() - 1);
    if (names.add(name)) {
      return table;
    }
    String other = name + "$" + counts.merge(name, 1, Integer::sum);
    names.add(other);
    return RelOptTableImpl.create(
        table.getRelOptSchema(), table.getRowType(), rows, ImmutableList.of(other));
  }
}
