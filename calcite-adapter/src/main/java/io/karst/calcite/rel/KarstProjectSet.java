package io.karst.calcite.rel;

import io.karst.calcite.exec.SetRows;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
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
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * A row for each element of the arrays in the input's last columns: first elements, second elements
 * and so on, NULL where an array has ended before the longest one. The columns before them are
 * repeated.
 */
public final class KarstProjectSet extends SingleRel implements EnumerableRel, Described {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              KarstProjectSet.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "KarstProjectSetRule")
          .withRuleFactory(ToEnumerable::new)
          .toRule(ToEnumerable.class);

  private static final double ROWS_OF_A_SET = 10;
  private static final Method RUN =
      Types.lookupMethod(SetRows.class, "run", DataContext.class, Enumerable.class);

  private final int repeated;
  private final boolean numbered;

  private KarstProjectSet(RelTraitSet traits, RelNode input, int repeated, boolean numbered) {
    super(input.getCluster(), traits, input);
    this.repeated = repeated;
    this.numbered = numbered;
  }

  /**
   * The logical operator.
   *
   * @param repeated number of columns before the arrays
   * @param numbered whether a last column counts the rows of each input row
   */
  public static KarstProjectSet of(RelNode input, int repeated, boolean numbered) {
    return new KarstProjectSet(
        input.getCluster().traitSetOf(Convention.NONE), input, repeated, numbered);
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory factory = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder builder = factory.builder();
    List<RelDataTypeField> fields = input.getRowType().getFieldList();
    for (RelDataTypeField field : fields) {
      RelDataType type = field.getType();
      builder.add(
          field.getName(),
          field.getIndex() < repeated
              ? type
              : factory.createTypeWithNullability(
                  Objects.requireNonNull(type.getComponentType(), "element type"), true));
    }
    if (numbered) {
      builder.add("$ordinality", factory.createSqlType(SqlTypeName.BIGINT));
    }
    return builder.build();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return new KarstProjectSet(traits, inputs.get(0), repeated, numbered);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return mq.getRowCount(input) * ROWS_OF_A_SET;
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = mq.getRowCount(this);
    return planner.getCostFactory().makeCost(rows, rows, 0);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("repeated", repeated).item("numbered", numbered);
  }

  @Override
  public String describe() {
    List<String> names = input.getRowType().getFieldNames();
    return "ProjectSet " + String.join(", ", names.subList(repeated, names.size()));
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    BlockBuilder builder = new BlockBuilder();
    Result child = implementor.visitChild(this, 0, (EnumerableRel) input, Prefer.ARRAY);
    Expression rows = builder.append("rows", child.block);
    int columns = input.getRowType().getFieldCount();
    SetRows operator = new SetRows(columns, repeated, numbered);
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY);
    Expression stashed = implementor.stash(operator, SetRows.class);
    builder.add(Expressions.return_(null, Expressions.call(stashed, RUN, DataContext.ROOT, rows)));
    return implementor.result(physType, builder.toBlock());
  }

  private static final class ToEnumerable extends ConverterRule {
    ToEnumerable(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      KarstProjectSet set = (KarstProjectSet) rel;
      RelTraitSet traits = set.getTraitSet().replace(EnumerableConvention.INSTANCE);
      RelNode input =
          convert(
              set.getInput(), set.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE));
      return set.copy(traits, List.of(input));
    }
  }
}
