package io.karst.calcite.rel;

import io.karst.calcite.exec.FixedRows;
import io.karst.calcite.exec.RowTransform;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/**
 * Computes each row of its input once, however often it is looked at: a row with random() or
 * nextval() would be another one the next time.
 */
public final class KarstFixedRows extends TransformRel {
  private KarstFixedRows(RelTraitSet traits, RelNode input) {
    super(traits, input);
  }

  /** The operator that runs. */
  public static KarstFixedRows of(RelNode input) {
    return new KarstFixedRows(input.getCluster().traitSetOf(EnumerableConvention.INSTANCE), input);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstFixedRows(traits, inputs.get(0));
  }

  @Override
  public String describe() {
    return "FixedRows";
  }

  @Override
  RowTransform transform() {
    return FixedRows.INSTANCE;
  }
}
