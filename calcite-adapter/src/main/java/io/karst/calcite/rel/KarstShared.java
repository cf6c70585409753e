package io.karst.calcite.rel;

import io.karst.calcite.exec.KarstDataContext;
import io.karst.calcite.exec.RowTransform;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.convert.ConverterRule;

/**
 * A query of WITH that several parts of a statement read: it runs once, for the first of them.
 * Conditions of those who read it stay outside.
 */
public final class KarstShared extends TransformRel {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE = rule(KarstShared.class);

  private final String name;
  private final int number;

  private KarstShared(RelTraitSet traits, RelNode input, String name, int number) {
    super(traits, input);
    this.name = name;
    this.number = number;
  }

  /**
   * The logical operator.
   *
   * @param name what the query is called
   * @param number the same for all that read the query, and for no other query of the statement
   */
  public static KarstShared of(RelNode input, String name, int number) {
    return new KarstShared(logical(input), input, name, number);
  }

  /** Which query of the statement it is. */
  public int number() {
    return number;
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstShared(traits, inputs.get(0), name, number);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("number", number);
  }

  @Override
  public String describe() {
    return "Shared " + name;
  }

  @Override
  RowTransform transform() {
    return (root, rows) -> ((KarstDataContext) root).shared(number, rows);
  }
}
