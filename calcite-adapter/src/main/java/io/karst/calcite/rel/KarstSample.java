package io.karst.calcite.rel;

import io.karst.calcite.exec.SampledRows;
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
import org.apache.calcite.plan.RelOptSamplingParameters;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** A random part of the input. */
public final class KarstSample extends SingleRel implements EnumerableRel, Described {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              KarstSample.class, Convention.NONE, EnumerableConvention.INSTANCE, "KarstSampleRule")
          .withRuleFactory(ToEnumerable::new)
          .toRule(ToEnumerable.class);

  /** Rows that SYSTEM takes or leaves together. */
  private static final int BLOCK = 64;

  private static final Method RUN =
      Types.lookupMethod(SampledRows.class, "run", DataContext.class, Enumerable.class);

  private final RelOptSamplingParameters parameters;

  private KarstSample(RelTraitSet traits, RelNode input, RelOptSamplingParameters parameters) {
    super(input.getCluster(), traits, input);
    this.parameters = parameters;
  }

  /** The logical operator. */
  public static KarstSample of(RelNode input, RelOptSamplingParameters parameters) {
    return new KarstSample(input.getCluster().traitSetOf(Convention.NONE), input, parameters);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstSample(traits, inputs.get(0), parameters);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return mq.getRowCount(input) * parameters.sampleRate.doubleValue();
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    return planner.getCostFactory().makeCost(mq.getRowCount(input), mq.getRowCount(input), 0);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("sample", describe());
  }

  @Override
  public String describe() {
    return "Sample "
        + (parameters.isBernoulli() ? "bernoulli" : "system")
        + " rate="
        + parameters.sampleRate.toPlainString()
        + (parameters.isRepeatable() ? " seed=" + parameters.getRepeatableSeed() : "");
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, Prefer.ARRAY);
    Expression rows = builder.append("rows", child.block);
    SampledRows operator =
        new SampledRows(
            parameters.sampleRate.doubleValue(),
            parameters.isBernoulli() ? 1 : BLOCK,
            parameters.isRepeatable() ? (Integer) parameters.getRepeatableSeed() : null);
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression stashed = implementor.stash(operator, SampledRows.class);
    builder.add(Expressions.return_(null, Expressions.call(stashed, RUN, DataContext.ROOT, rows)));
    return implementor.result(physType, builder.toBlock());
  }

  private static final class ToEnumerable extends ConverterRule {
    ToEnumerable(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      KarstSample sample = (KarstSample) rel;
      RelTraitSet traits = sample.getTraitSet().replace(EnumerableConvention.INSTANCE);
      RelNode input =
          convert(
              sample.getInput(),
              sample.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE));
      return sample.copy(traits, List.of(input));
    }
  }
}
