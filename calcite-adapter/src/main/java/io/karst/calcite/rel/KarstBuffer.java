package io.karst.calcite.rel;

import io.karst.calcite.exec.BufferedRows;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** Keeps the rows of its input, which is read several times but computed once. */
public final class KarstBuffer extends SingleRel implements EnumerableRel, Described {
  private static final Method OF = Types.lookupMethod(BufferedRows.class, "of", Enumerable.class);

  private KarstBuffer(RelTraitSet traits, RelNode input) {
    super(input.getCluster(), traits, input);
  }

  /** The input with a buffer above. */
  public static KarstBuffer of(RelNode input) {
    return new KarstBuffer(input.getCluster().traitSetOf(EnumerableConvention.INSTANCE), input);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstBuffer(traits, inputs.get(0));
  }

  @Override
  public String describe() {
    return "Buffer";
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, pref);
    Expression rows = builder.append("rows", child.block);
    builder.add(Expressions.return_(null, Expressions.call(OF, rows)));
    return implementor.result(child.physType, builder.toBlock());
  }
}
