package io.karst.calcite.rel;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * An operator over one input that is made as a logical one; its rule turns it into the one that
 * runs.
 */
abstract class UnaryRel extends SingleRel implements EnumerableRel, Described {
  UnaryRel(RelTraitSet traits, RelNode input) {
    super(input.getCluster(), traits, input);
  }

  /** Traits of a logical operator over an input. */
  static RelTraitSet logical(RelNode input) {
    return input.getCluster().traitSetOf(Convention.NONE);
  }

  /** The rule of a class of operators. */
  static ConverterRule rule(Class<? extends UnaryRel> operator) {
    return ConverterRule.Config.INSTANCE
        .withConversion(
            operator,
            Convention.NONE,
            EnumerableConvention.INSTANCE,
            operator.getSimpleName() + "Rule")
        .withRuleFactory(ToEnumerable::new)
        .toRule(ToEnumerable.class);
  }

  /**
   * The code that makes the operator's rows.
   *
   * @param builder receives the statements before it
   * @param input the code that makes the input's rows
   */
  abstract Expression rows(
      EnumerableRelImplementor implementor, BlockBuilder builder, BlockStatement input);

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = Math.max(mq.getRowCount(this), mq.getRowCount(input));
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, Prefer.ARRAY);
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    builder.add(Expressions.return_(null, rows(implementor, builder, child.block)));
    return implementor.result(physType, builder.toBlock());
  }

  private static final class ToEnumerable extends ConverterRule {
    ToEnumerable(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      RelNode input = ((UnaryRel) rel).getInput();
      RelTraitSet traits = rel.getTraitSet().replace(EnumerableConvention.INSTANCE);
      RelNode converted =
          convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE));
      return rel.copy(traits, List.of(converted));
    }
  }
}
