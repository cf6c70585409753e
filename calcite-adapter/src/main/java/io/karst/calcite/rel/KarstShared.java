package io.karst.calcite.rel;

import io.karst.calcite.exec.KarstDataContext;
import java.lang.reflect.Method;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.convert.ConverterRule;

/**
 * A query of WITH that several parts of a statement read: it runs once, for the first of them.
 * Conditions of those who read it stay outside.
 */
public final class KarstShared extends UnaryRel {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE = rule(KarstShared.class);

  private static final Method SHARED =
      Types.lookupMethod(
          KarstDataContext.class, "shared", DataContext.class, int.class, Function0.class);

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

  /** The input's code is a function that the first reader calls: some operators start early. */
  @Override
  @SuppressWarnings("unchecked") // Function0 has no class with its type
  Expression rows(
      EnumerableRelImplementor implementor, BlockBuilder builder, BlockStatement input) {
    return Expressions.call(
        SHARED,
        DataContext.ROOT,
        Expressions.constant(number),
        Expressions.lambda(Function0.class, input));
  }
}
