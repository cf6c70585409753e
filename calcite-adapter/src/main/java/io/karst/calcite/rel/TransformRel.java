package io.karst.calcite.rel;

import io.karst.calcite.exec.RowTransform;
import java.lang.reflect.Method;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** An operator over one input that generated code hands the input's rows to. */
abstract class TransformRel extends UnaryRel {
  private static final Method RUN =
      Types.lookupMethod(RowTransform.class, "run", DataContext.class, Enumerable.class);

  TransformRel(RelTraitSet traits, RelNode input) {
    super(traits, input);
  }

  /** What happens to the rows. */
  abstract RowTransform transform();

  @Override
  final Expression rows(
      EnumerableRelImplementor implementor, BlockBuilder builder, BlockStatement input) {
    Expression rows = builder.append("rows", input);
    Expression stashed = implementor.stash(transform(), RowTransform.class);
    return Expressions.call(stashed, RUN, DataContext.ROOT, rows);
  }
}
