package io.karst.calcite.estimate;

import io.karst.calcite.schema.KarstTable;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rows of groups: as many as rows thrown at random among the combinations of values hit (Cardenas,
 * "Analysis and Performance of Inverted Data Base Structures", 1975).
 */
public final class GroupRows implements MetadataHandler<BuiltInMetadata.RowCount> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new GroupRows(), BuiltInMetadata.RowCount.Handler.class);

  /** Groups for each row if nobody knows. */
  private static final double UNKNOWN = 0.1;

  private GroupRows() {}

  @Override
  public MetadataDef<BuiltInMetadata.RowCount> getDef() {
    return BuiltInMetadata.RowCount.DEF;
  }

  /** Called by Calcite's metadata. */
  public Double getRowCount(Aggregate aggregate, RelMetadataQuery metadata) {
    double rows = Math.max(1, metadata.getRowCount(aggregate.getInput()));
    double groups = 0;
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      groups += groups(aggregate.getInput(), set, rows, metadata);
    }
    return groups;
  }

  private static double groups(
      RelNode input, ImmutableBitSet columns, double rows, RelMetadataQuery metadata) {
    double combinations = 1;
    for (int column : columns) {
      Set<RelColumnOrigin> origins = metadata.getColumnOrigins(input, column);
      combinations *= origins == null ? Math.max(1, rows * UNKNOWN) : values(origins, rows);
    }
    return Math.max(1, combinations * -Math.expm1(-rows / combinations));
  }

  /** Values of a column: one of none, and not more of a derived one than of those behind it. */
  private static double values(Set<RelColumnOrigin> origins, double rows) {
    double values = 1;
    for (RelColumnOrigin origin : origins) {
      KarstTable table = origin.getOriginTable().unwrap(KarstTable.class);
      double known = table == null ? -1 : Distincts.of(table, origin.getOriginColumnOrdinal());
      values *= known < 1 ? Math.max(1, rows * UNKNOWN) : known;
    }
    return values;
  }
}
