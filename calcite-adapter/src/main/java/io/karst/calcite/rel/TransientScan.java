package io.karst.calcite.rel;

import io.karst.calcite.exec.TransientRows;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;

/** Reads the rows of the last round of a recursive query. */
public final class TransientScan extends TableScan implements EnumerableRel, Described {
  private TransientScan(RelOptCluster cluster, RelTraitSet traits, RelOptTable table) {
    super(cluster, traits, List.of(), table);
  }

  /** A scan of the working table. */
  public static TransientScan of(RelOptCluster cluster, RelOptTable table) {
    return new TransientScan(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), table);
  }

  private String name() {
    List<String> names = table.getQualifiedName();
    return names.get(names.size() - 1);
  }

  @Override
  public RelNode copy(RelTraitSet newTraits, List<RelNode> inputs) {
    return new TransientScan(getCluster(), newTraits, table);
  }

  @Override
  public String describe() {
    return "RecursiveScan " + name();
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    return implementor.result(
        physType,
        Blocks.toBlock(
            Expressions.call(
                TransientRows.class,
                "scan",
                DataContext.ROOT,
                Expressions.constant(name()),
                Expressions.constant(getRowType().getFieldCount()))));
  }
}
