package io.karst.calcite.estimate;

import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.schema.KarstTable;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Which part of the rows of a table a condition leaves. */
public final class ScanShares implements MetadataHandler<BuiltInMetadata.Selectivity> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new ScanShares(), BuiltInMetadata.Selectivity.Handler.class);

  private ScanShares() {}

  @Override
  public MetadataDef<BuiltInMetadata.Selectivity> getDef() {
    return BuiltInMetadata.Selectivity.DEF;
  }

  /** Called by Calcite's metadata. */
  public Double getSelectivity(
      TableScan scan, RelMetadataQuery metadata, @Nullable RexNode predicate) {
    if (predicate == null) {
      return 1.0;
    }
    KarstTable table = scan.getTable().unwrap(KarstTable.class);
    if (table == null) {
      return new Selectivity(column -> -1).of(predicate);
    }
    return new Selectivity(column -> Distincts.of(table, field(scan, column))).of(predicate);
  }

  private static int field(TableScan scan, int column) {
    return scan instanceof KarstScan karst ? karst.tableField(column) : column;
  }
}
