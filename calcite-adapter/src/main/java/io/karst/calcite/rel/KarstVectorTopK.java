package io.karst.calcite.rel;

import io.karst.calcite.exec.VectorTopK;
import io.karst.calcite.function.Metric;
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
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** The k rows of the input nearest to a vector. */
public final class KarstVectorTopK extends SingleRel implements EnumerableRel, Described {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              KarstVectorTopK.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "KarstVectorTopKRule")
          .withRuleFactory(ToEnumerable::new)
          .toRule(ToEnumerable.class);

  private static final Method RUN =
      Types.lookupMethod(VectorTopK.class, "run", DataContext.class, Enumerable.class);

  private final int column;
  private final Metric metric;
  private final RexNode query;
  private final RexNode limit;

  private KarstVectorTopK(
      RelOptCluster cluster, RelTraitSet traits, RelNode input, Nearest nearest) {
    super(cluster, traits, input);
    this.column = nearest.column();
    this.metric = nearest.metric();
    this.query = nearest.query();
    this.limit = nearest.limit();
  }

  /**
   * What is nearest to what.
   *
   * @param column of the input
   * @param query expression of a vector, without columns
   * @param limit how many rows
   */
  public record Nearest(int column, Metric metric, RexNode query, RexNode limit) {}

  /** The logical operator. */
  public static KarstVectorTopK of(RelNode input, Nearest nearest) {
    return new KarstVectorTopK(
        input.getCluster(), input.getCluster().traitSetOf(Convention.NONE), input, nearest);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstVectorTopK(
        getCluster(), traits, inputs.get(0), new Nearest(column, metric, query, limit));
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    double rows = mq.getRowCount(input);
    Long most = limit instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
    return most == null ? rows : Math.min(rows, most);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    return planner.getCostFactory().makeCost(mq.getRowCount(input), mq.getRowCount(input), 0);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("column", column)
        .item("metric", metric)
        .item("query", query)
        .item("limit", limit);
  }

  @Override
  public String describe() {
    return "VectorTopK column="
        + input.getRowType().getFieldNames().get(column)
        + " metric="
        + metric.name().toLowerCase(java.util.Locale.ROOT)
        + " query="
        + RexText.of(query, List.of())
        + " limit="
        + RexText.of(limit, List.of())
        + " exact";
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, Prefer.ARRAY);
    Expression rows = builder.append("rows", child.block);
    BoundValues values = new BoundValues(getCluster());
    VectorTopK operator =
        new VectorTopK(
            column,
            input.getRowType().getFieldCount(),
            metric,
            values.compile(query),
            values.compile(limit));
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression stashed = implementor.stash(operator, VectorTopK.class);
    builder.add(Expressions.return_(null, Expressions.call(stashed, RUN, DataContext.ROOT, rows)));
    return implementor.result(physType, builder.toBlock());
  }

  private static final class ToEnumerable extends ConverterRule {
    ToEnumerable(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      KarstVectorTopK topK = (KarstVectorTopK) rel;
      RelTraitSet traits = topK.getTraitSet().replace(EnumerableConvention.INSTANCE);
      RelNode input =
          convert(
              topK.getInput(),
              topK.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE));
      return topK.copy(traits, List.of(input));
    }
  }
}
