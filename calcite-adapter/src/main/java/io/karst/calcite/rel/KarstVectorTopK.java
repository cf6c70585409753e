package io.karst.calcite.rel;

import io.karst.calcite.exec.RowTransform;
import io.karst.calcite.exec.VectorTopK;
import io.karst.calcite.function.Metric;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** The k rows of the input nearest to a vector. */
public final class KarstVectorTopK extends TransformRel {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE = rule(KarstVectorTopK.class);

  private final int column;
  private final Metric metric;
  private final RexNode query;
  private final RexNode limit;

  private KarstVectorTopK(RelTraitSet traits, RelNode input, Nearest nearest) {
    super(traits, input);
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
    return new KarstVectorTopK(logical(input), input, nearest);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstVectorTopK(traits, inputs.get(0), new Nearest(column, metric, query, limit));
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    double rows = mq.getRowCount(input);
    Long most = limit instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
    return most == null ? rows : Math.min(rows, most);
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
  RowTransform transform() {
    BoundValues values = new BoundValues(getCluster());
    return new VectorTopK(
        column,
        input.getRowType().getFieldCount(),
        metric,
        values.compile(query),
        values.compile(limit));
  }
}
