package io.karst.calcite.rel;

import io.karst.calcite.exec.FrameCall;
import io.karst.calcite.exec.RowOrder;
import io.karst.calcite.exec.WindowFrames;
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
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.ImmutableBitSet;

/** Window functions over frames that Calcite's generated code cannot make. */
public final class KarstWindow extends SingleRel implements EnumerableRel, Described {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              KarstWindow.class, Convention.NONE, EnumerableConvention.INSTANCE, "KarstWindowRule")
          .withRuleFactory(ToEnumerable::new)
          .toRule(ToEnumerable.class);

  private static final Method RUN =
      Types.lookupMethod(WindowFrames.class, "run", DataContext.class, Enumerable.class);

  private final Functions functions;

  private KarstWindow(RelTraitSet traits, RelNode input, RelDataType rowType, Functions functions) {
    super(input.getCluster(), traits, input);
    this.rowType = rowType;
    this.functions = functions;
  }

  /**
   * What is computed.
   *
   * @param text for EXPLAIN; tells operators apart
   */
  public record Functions(
      ImmutableBitSet partition, RowOrder order, List<FrameCall> calls, String text) {}

  /** The logical operator: the input's columns and one for each function. */
  public static KarstWindow of(RelNode input, RelDataType rowType, Functions functions) {
    return new KarstWindow(
        input.getCluster().traitSetOf(Convention.NONE), input, rowType, functions);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstWindow(traits, inputs.get(0), rowType, functions);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return mq.getRowCount(input);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = mq.getRowCount(this);
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("functions", functions.text());
  }

  @Override
  public String describe() {
    return "Window " + functions.text();
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, Prefer.ARRAY);
    Expression rows = builder.append("rows", child.block);
    WindowFrames operator =
        new WindowFrames(
            input.getRowType().getFieldCount(),
            functions.partition().toArray(),
            functions.order(),
            functions.calls());
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression stashed = implementor.stash(operator, WindowFrames.class);
    builder.add(Expressions.return_(null, Expressions.call(stashed, RUN, DataContext.ROOT, rows)));
    return implementor.result(physType, builder.toBlock());
  }

  private static final class ToEnumerable extends ConverterRule {
    ToEnumerable(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      KarstWindow window = (KarstWindow) rel;
      RelTraitSet traits = window.getTraitSet().replace(EnumerableConvention.INSTANCE);
      RelNode input =
          convert(
              window.getInput(),
              window.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE));
      return window.copy(traits, List.of(input));
    }
  }
}
