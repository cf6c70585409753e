package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstProjectSet;
import io.karst.calcite.rel.KarstSample;
import io.karst.calcite.rel.KarstShared;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.mapping.Mappings;
import org.jspecify.annotations.Nullable;

/** Drops columns that nobody reads, also below our own operators. */
public final class FieldTrimmer extends RelFieldTrimmer {
  FieldTrimmer(@Nullable SqlValidator validator, RelBuilder builder) {
    super(validator, builder);
  }

  /** Keeps all columns; found by reflection. */
  public TrimResult trimFields(
      KarstProjectSet set, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    return whole(set);
  }

  /** Keeps all columns: what one of the readers does not need another may; found by reflection. */
  public TrimResult trimFields(
      KarstShared shared, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    return whole(shared);
  }

  private TrimResult whole(SingleRel rel) {
    RelNode input = rel.getInput();
    ImmutableBitSet all = ImmutableBitSet.range(input.getRowType().getFieldCount());
    TrimResult trimmed = trimChild(rel, input, all, Set.of());
    return result(
        rel.copy(rel.getTraitSet(), List.of(trimmed.left)),
        Mappings.createIdentity(rel.getRowType().getFieldCount()));
  }

  /**
   * Keeps the columns that the inner side reads. Conversion notes fewer than that: it does not see
   * those that only windows and DISTINCT ON keep alive.
   */
  @Override
  public TrimResult trimFields(
      LogicalCorrelate correlate, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    ImmutableBitSet read =
        RelOptUtil.correlationColumns(correlate.getCorrelationId(), correlate.getRight());
    LogicalCorrelate noted =
        correlate.copy(
            correlate.getTraitSet(),
            correlate.getLeft(),
            correlate.getRight(),
            correlate.getCorrelationId(),
            correlate.getRequiredColumns().union(read),
            correlate.getJoinType());
    return super.trimFields(noted, used, extra);
  }

  /** Reads only what is used of a sampled table; found by reflection. */
  public TrimResult trimFields(
      KarstSample sample, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    TrimResult trimmed = trimChild(sample, sample.getInput(), used, extra);
    return result(sample.copy(sample.getTraitSet(), List.of(trimmed.left)), trimmed.right);
  }
}
