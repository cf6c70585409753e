package io.karst.calcite.rel;

import io.karst.calcite.exec.FrameCall;
import io.karst.calcite.exec.RowOrder;
import io.karst.calcite.exec.RowTransform;
import io.karst.calcite.exec.WindowFrames;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.ImmutableBitSet;

/** Window functions over frames that Calcite's generated code cannot make. */
public final class KarstWindow extends TransformRel {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE = rule(KarstWindow.class);

  private final Functions functions;

  private KarstWindow(RelTraitSet traits, RelNode input, RelDataType rowType, Functions functions) {
    super(traits, input);
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
    return new KarstWindow(logical(input), input, rowType, functions);
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
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("functions", functions.text());
  }

  @Override
  public String describe() {
    return "Window " + functions.text();
  }

  @Override
  RowTransform transform() {
    return new WindowFrames(
        input.getRowType().getFieldCount(),
        functions.partition().toArray(),
        functions.order(),
        functions.calls());
  }
}
