package io.karst.calcite.estimate;

import io.karst.calcite.rel.KarstScan;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Which columns of a scan are unique: a scan shows some columns of its table, in any order. */
public final class ScanKeys implements MetadataHandler<BuiltInMetadata.ColumnUniqueness> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new ScanKeys(), BuiltInMetadata.ColumnUniqueness.Handler.class);

  private ScanKeys() {}

  @Override
  public MetadataDef<BuiltInMetadata.ColumnUniqueness> getDef() {
    return BuiltInMetadata.ColumnUniqueness.DEF;
  }

  /** Called by Calcite's metadata. */
  public @Nullable Boolean areColumnsUnique(
      KarstScan scan, RelMetadataQuery metadata, ImmutableBitSet columns, boolean ignoreNulls) {
    ImmutableBitSet.Builder ofTable = ImmutableBitSet.builder();
    for (int column : columns) {
      ofTable.set(scan.tableField(column));
    }
    return scan.getTable().isKey(ofTable.build());
  }
}
