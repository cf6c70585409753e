package io.karst.calcite.rel;

import io.karst.calcite.function.TimeExpressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Blocks;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.jspecify.annotations.Nullable;

/**
 * VALUES of many rows, such as a long IN list: the rows are data of the plan. As code they would
 * not fit into a method.
 */
public final class ConstantRows extends AbstractRelNode implements EnumerableRel, Described {
  private static final int FEW = 32;

  private final List<Object> rows; // Object[], or bare values if there is one column

  private ConstantRows(
      RelOptCluster cluster, RelTraitSet traits, RelDataType rowType, List<Object> rows) {
    super(cluster, traits);
    this.rowType = rowType;
    this.rows = rows;
  }

  /** A tree in which such rows take the place of long VALUES. */
  public static RelNode replaceIn(RelNode rel) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(LogicalValues values) {
            return ConstantRows.of(values);
          }
        });
  }

  private static RelNode of(Values values) {
    if (values.getTuples().size() <= FEW) {
      return values;
    }
    int width = values.getRowType().getFieldCount();
    List<Object> rows = new ArrayList<>(values.getTuples().size());
    for (List<RexLiteral> tuple : values.getTuples()) {
      @Nullable Object[] row = new @Nullable Object[width];
      for (int i = 0; i < width; i++) {
        RexLiteral literal = tuple.get(i);
        Class<?> form = literal.isNull() ? null : form(literal);
        if (form == null && !literal.isNull()) {
          return values;
        }
        row[i] = form == null ? null : value(literal, form);
      }
      rows.add(width == 1 ? row[0] : row);
    }
    RelOptCluster cluster = values.getCluster();
    return new ConstantRows(
        cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), values.getRowType(), rows);
  }

  /** The class that expressions know values of the literal's type by; null if it needs code. */
  private static @Nullable Class<?> form(RexLiteral literal) {
    return switch (literal.getType().getSqlTypeName()) {
      case BOOLEAN -> Boolean.class;
      case SMALLINT -> Short.class;
      case INTEGER, DATE -> Integer.class;
      case BIGINT, TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Long.class;
      case DECIMAL -> BigDecimal.class;
      case DOUBLE -> Double.class;
      case CHAR, VARCHAR -> String.class;
      default -> null;
    };
  }

  private static @Nullable Object value(RexLiteral literal, Class<?> form) {
    return switch (literal.getType().getSqlTypeName()) {
      case TIME_WITH_LOCAL_TIME_ZONE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          TimeExpressions.micros(literal);
      default -> literal.getValueAs(form);
    };
  }

  @Override
  public RelNode copy(RelTraitSet newTraits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery metadata) {
    return rows.size();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("rows", System.identityHashCode(rows));
  }

  @Override
  public String describe() {
    return "EnumerableValues rows=" + rows.size();
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer pref) {
    Enumerable<Object> source = Linq4j.asEnumerable(rows);
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY),
        Blocks.toBlock(implementor.stash(source, Enumerable.class)));
  }
}
