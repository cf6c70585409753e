package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstProjectSet;
import io.karst.calcite.rel.KarstSample;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
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

  /** Keeps all columns of the operator; found by reflection. */
  public TrimResult trimFields(
      KarstProjectSet set, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    RelNode input = set.getInput();
    ImmutableBitSet all = ImmutableBitSet.range(input.getRowType().getFieldCount());
    TrimResult trimmed = trimChild(set, input, all, Set.of());
    return result(
        set.copy(set.getTraitSet(), List.of(trimmed.left)),
        Mappings.createIdentity(set.getRowType().getFieldCount()));
  }

  /** Reads only what is used of a sampled table; found by reflection. */
  public TrimResult trimFields(
      KarstSample sample, ImmutableBitSet used, Set<RelDataTypeField> extra) {
    TrimResult trimmed = trimChild(sample, sample.getInput(), used, extra);
    return result(sample.copy(sample.getTraitSet(), List.of(trimmed.left)), trimmed.right);
  }
}
