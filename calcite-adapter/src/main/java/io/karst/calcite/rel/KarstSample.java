package io.karst.calcite.rel;

import io.karst.calcite.exec.RowTransform;
import io.karst.calcite.exec.SampledRows;
import java.util.List;
import org.apache.calcite.plan.RelOptSamplingParameters;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** A random part of the input. */
public final class KarstSample extends TransformRel {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE = rule(KarstSample.class);

  /** Rows that SYSTEM takes or leaves together. */
  private static final int BLOCK = 64;

  private final RelOptSamplingParameters parameters;

  private KarstSample(RelTraitSet traits, RelNode input, RelOptSamplingParameters parameters) {
    super(traits, input);
    this.parameters = parameters;
  }

  /** The logical operator. */
  public static KarstSample of(RelNode input, RelOptSamplingParameters parameters) {
    return new KarstSample(logical(input), input, parameters);
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
  RowTransform transform() {
    return new SampledRows(
        parameters.sampleRate.doubleValue(),
        parameters.isBernoulli() ? 1 : BLOCK,
        parameters.isRepeatable() ? (Integer) parameters.getRepeatableSeed() : null);
  }
}
