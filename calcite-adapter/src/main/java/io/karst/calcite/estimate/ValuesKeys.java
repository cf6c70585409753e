package io.karst.calcite.estimate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Which columns of VALUES are unique: 1.0 and 1.00 are one number, for Calcite they are two. */
public final class ValuesKeys implements MetadataHandler<BuiltInMetadata.ColumnUniqueness> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new ValuesKeys(), BuiltInMetadata.ColumnUniqueness.Handler.class);

  private ValuesKeys() {}

  @Override
  public MetadataDef<BuiltInMetadata.ColumnUniqueness> getDef() {
    return BuiltInMetadata.ColumnUniqueness.DEF;
  }

  /** Called by Calcite's metadata. */
  public Boolean areColumnsUnique(
      Values values, RelMetadataQuery metadata, ImmutableBitSet columns, boolean ignoreNulls) {
    Set<List<@Nullable Comparable<?>>> rows = new HashSet<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<@Nullable Comparable<?>> row = new ArrayList<>();
      for (int column : columns) {
        Comparable<?> value = tuple.get(column).getValueAs(Comparable.class);
        row.add(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
      }
      if (!rows.add(row)) {
        return false;
      }
    }
    return true;
  }
}
