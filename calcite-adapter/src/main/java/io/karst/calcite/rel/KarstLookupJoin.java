package io.karst.calcite.rel;

import io.karst.calcite.exec.LookupJoin;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.function.Predicate2;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgramBuilder;

/** A join that looks the rows of its right side, a scan, up by key in batches. */
public final class KarstLookupJoin extends Join implements EnumerableRel, Described {
  private static final Method RUN =
      Types.lookupMethod(
          LookupJoin.class, "run", DataContext.class, Enumerable.class, Predicate2.class);

  private final KarstScan scan;
  private final Keys keys;

  /**
   * The keys of a lookup.
   *
   * @param path of the right scan
   * @param left fields of the left side in path order
   * @param right the same fields of the right side
   * @param rest what else must hold, over both sides
   */
  public record Keys(int path, List<Integer> left, List<Integer> right, RexNode rest) {}

  private KarstLookupJoin(
      RelTraitSet traits,
      RelNode left,
      RelNode right,
      RexNode condition,
      JoinRelType type,
      KarstScan scan,
      Keys keys) {
    super(left.getCluster(), traits, List.of(), left, right, condition, Set.of(), type);
    this.scan = scan;
    this.keys = keys;
  }

  /** Makes the join; inputs are Enumerable. */
  public static KarstLookupJoin of(
      Join join, RelNode left, KarstScan right, RexNode on, Keys keys) {
    RelTraitSet traits = left.getCluster().traitSetOf(EnumerableConvention.INSTANCE);
    return new KarstLookupJoin(traits, left, right, on, join.getJoinType(), right, keys);
  }

  @Override
  public Join copy(
      RelTraitSet traits,
      RexNode condition,
      RelNode newLeft,
      RelNode newRight,
      JoinRelType type,
      boolean semiJoinDone) {
    return new KarstLookupJoin(traits, newLeft, newRight, condition, type, scan, keys);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    return planner.getCostFactory().makeCost(mq.getRowCount(left), mq.getRowCount(left), 0);
  }

  @Override
  public String describe() {
    List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < keys.left().size(); i++) {
      pairs.add(
          right.getRowType().getFieldNames().get(keys.right().get(i))
              + " = "
              + names.get(keys.left().get(i)));
    }
    names.addAll(right.getRowType().getFieldNames());
    String rest = keys.rest().isAlwaysTrue() ? "" : " residual=" + RexText.of(keys.rest(), names);
    return "LookupJoin "
        + joinType.lowerName
        + " path="
        + scan.shape().paths().get(keys.path()).name()
        + " bounds=["
        + String.join(", ", pairs)
        + "]"
        + rest;
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result leftResult = implementor.visitChild(this, 0, (EnumerableRel) left, Prefer.ARRAY);
    Expression leftRows = builder.append("left", leftResult.block);
    PhysType rightType =
        PhysTypeImpl.of(implementor.getTypeFactory(), right.getRowType(), JavaRowFormat.ARRAY);
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression predicate = predicate(implementor, leftResult.physType, rightType);
    LookupJoin operator =
        new LookupJoin(
            scan.with(scan.push().withPath(keys.path(), false)).source(),
            kind(),
            toArray(keys.left()),
            toArray(keys.right()),
            left.getRowType().getFieldCount());
    Expression stashed = implementor.stash(operator, LookupJoin.class);
    builder.add(
        Expressions.return_(
            null, Expressions.call(stashed, RUN, DataContext.ROOT, leftRows, predicate)));
    return implementor.result(physType, builder.toBlock());
  }

  /** The rest of the condition as a function of a left and a right row. */
  @SuppressWarnings("unchecked") // Expressions.lambda takes a raw class
  private Expression predicate(
      EnumerableRelImplementor implementor, PhysType leftType, PhysType rightType) {
    ParameterExpression leftRow = Expressions.parameter(leftType.getJavaRowType(), "leftRow");
    ParameterExpression rightRow = Expressions.parameter(rightType.getJavaRowType(), "rightRow");
    RexProgramBuilder program =
        new RexProgramBuilder(
            implementor
                .getTypeFactory()
                .builder()
                .addAll(left.getRowType().getFieldList())
                .addAll(right.getRowType().getFieldList())
                .build(),
            getCluster().getRexBuilder());
    program.addCondition(LazyConditions.of(getCluster().getRexBuilder(), keys.rest()));
    Map<Expression, PhysType> inputs = new LinkedHashMap<>();
    inputs.put(leftRow, leftType);
    inputs.put(rightRow, rightType);
    BlockBuilder body = new BlockBuilder();
    Expression holds =
        RexToLixTranslator.translateCondition(
            program.getProgram(),
            implementor.getTypeFactory(),
            body,
            new RexToLixTranslator.InputGetterImpl(inputs),
            name -> {
              throw new IllegalStateException("correlation in a lookup: " + name);
            },
            implementor.getConformance());
    body.add(Expressions.return_(null, holds));
    return Expressions.lambda(Predicate2.class, body.toBlock(), leftRow, rightRow);
  }

  private LookupJoin.Kind kind() {
    return LookupJoin.Kind.valueOf(joinType.name());
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
