package io.karst.calcite.rel;

import io.karst.calcite.exec.RowTransform;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * An operator over one input that generated code hands the input's rows to. It is made as a logical
 * one; its rule turns it into the one that runs.
 */
abstract class TransformRel extends SingleRel implements EnumerableRel, Described {
  private static final Method RUN =
      Types.lookupMethod(RowTransform.class, "run", DataContext.class, Enumerable.class);

  TransformRel(RelTraitSet traits, RelNode input) {
    super(input.getCluster(), traits, input);
  }

  /** Traits of a logical operator over an input. */
  static RelTraitSet logical(RelNode input) {
    return input.getCluster().traitSetOf(Convention.NONE);
  }

  /** The rule of a class of operators. */
  static ConverterRule rule(Class<? extends TransformRel> operator) {
    return ConverterRule.Config.INSTANCE
        .withConversion(
            operator,
            Convention.NONE,
            EnumerableConvention.INSTANCE,
            operator.getSimpleName() + "Rule")
        .withRuleFactory(ToEnumerable::new)
        .toRule(ToEnumerable.class);
  }

  /** What happens to the rows. */
  abstract RowTransform transform();

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = Math.max(mq.getRowCount(this), mq.getRowCount(input));
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, Prefer.ARRAY);
    Expression rows = builder.append("rows", child.block);
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression stashed = implementor.stash(transform(), RowTransform.class);
    builder.add(Expressions.return_(null, Expressions.call(stashed, RUN, DataContext.ROOT, rows)));
    return implementor.result(physType, builder.toBlock());
  }

  private static final class ToEnumerable extends ConverterRule {
    ToEnumerable(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      RelNode input = ((TransformRel) rel).getInput();
      RelTraitSet traits = rel.getTraitSet().replace(EnumerableConvention.INSTANCE);
      RelNode converted =
          convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE));
      return rel.copy(traits, List.of(converted));
    }
  }
}
