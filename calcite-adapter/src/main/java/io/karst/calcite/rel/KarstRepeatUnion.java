package io.karst.calcite.rel;

import io.karst.calcite.exec.RepeatedRows;
import io.karst.calcite.exec.RowEquality;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.util.BuiltInMethod;
import org.apache.calcite.util.Util;

/** A recursive UNION whose rows are told apart as SQL does, not by their Java objects. */
public final class KarstRepeatUnion extends RepeatUnion implements EnumerableRel {
  private KarstRepeatUnion(RelTraitSet traits, List<RelNode> inputs, RepeatUnion like) {
    super(
        like.getCluster(),
        traits,
        inputs.get(0),
        inputs.get(1),
        like.all,
        like.iterationLimit,
        like.getTransientTable());
  }

  /** The operator in place of Calcite's. */
  public static KarstRepeatUnion of(RepeatUnion union) {
    return new KarstRepeatUnion(union.getTraitSet(), union.getInputs(), union);
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstRepeatUnion(traits, inputs, this);
  }

  @Override
  @SuppressWarnings("unchecked") // the class of a generic interface
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    // It stays there: the rows may be read again.
    if (transientTable != null) {
      Expression schema =
          Expressions.call(DataContext.ROOT, BuiltInMethod.DATA_CONTEXT_GET_ROOT_SCHEMA.method);
      Expression name = Expressions.constant(Util.last(transientTable.getQualifiedName()));
      TransientTable table =
          Objects.requireNonNull(transientTable.unwrap(TransientTable.class), "working table");
      Expression stashed = implementor.stash(table, TransientTable.class);
      builder.append(
          Expressions.call(schema, BuiltInMethod.SCHEMA_PLUS_ADD_TABLE.method, name, stashed));
    }
    Result seed = implementor.visitChild(this, 0, (EnumerableRel) left, Prefer.ARRAY);
    Result iteration = implementor.visitChild(this, 1, (EnumerableRel) right, Prefer.ARRAY);
    Expression seedRows = builder.append("seed", seed.block);
    Expression iterationRows =
        Expressions.call(
            RepeatedRows.class, "of", Expressions.lambda(Function0.class, iteration.block));
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    builder.add(
        Expressions.call(
            BuiltInMethod.REPEAT_UNION.method,
            seedRows,
            iterationRows,
            Expressions.constant(iterationLimit, int.class),
            Expressions.constant(all, boolean.class),
            implementor.stash(new RowEquality(), RowEquality.class),
            Expressions.constant(null)));
    return implementor.result(physType, builder.toBlock());
  }
}
