package io.karst.calcite.estimate;

import io.karst.calcite.rel.KarstScan;
import java.util.Set;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/** Which column of its table a column of a scan is. */
public final class ScanOrigins implements MetadataHandler<BuiltInMetadata.ColumnOrigin> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new ScanOrigins(), BuiltInMetadata.ColumnOrigin.Handler.class);

  private ScanOrigins() {}

  @Override
  public MetadataDef<BuiltInMetadata.ColumnOrigin> getDef() {
    return BuiltInMetadata.ColumnOrigin.DEF;
  }

  /** Called by Calcite's metadata. */
  public Set<RelColumnOrigin> getColumnOrigins(
      KarstScan scan, RelMetadataQuery metadata, int column) {
    return Set.of(new RelColumnOrigin(scan.getTable(), scan.tableField(column), false));
  }
}
