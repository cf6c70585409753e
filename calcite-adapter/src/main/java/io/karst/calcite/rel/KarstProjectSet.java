package io.karst.calcite.rel;

import io.karst.calcite.exec.RowTransform;
import io.karst.calcite.exec.SetRows;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
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
public final class KarstProjectSet extends TransformRel {
  /** Turns the logical one into the one that runs. */
  public static final ConverterRule RULE = rule(KarstProjectSet.class);

  private static final double ROWS_OF_A_SET = 10;
  private final int repeated;
  private final boolean numbered;

  private KarstProjectSet(RelTraitSet traits, RelNode input, int repeated, boolean numbered) {
    super(traits, input);
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
    return new KarstProjectSet(logical(input), input, repeated, numbered);
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
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("repeated", repeated).item("numbered", numbered);
  }

  @Override
  public String describe() {
    List<String> names = input.getRowType().getFieldNames();
    return "ProjectSet " + String.join(", ", names.subList(repeated, names.size()));
  }

  @Override
  RowTransform transform() {
    int columns = input.getRowType().getFieldCount();
    return new SetRows(columns, repeated, numbered);
  }
}
