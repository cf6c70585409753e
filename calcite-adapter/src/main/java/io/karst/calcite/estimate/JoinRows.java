package io.karst.calcite.estimate;

import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMdUtil;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.ImmutableIntList;
import org.jspecify.annotations.Nullable;

/**
 * Rows of joins along a key: each row of the other side meets one row of the keyed one, or none
 * where that is filtered. Calcite's own estimate multiplies selectivities of the condition and does
 * not know keys. Other joins keep that.
 */
public final class JoinRows implements MetadataHandler<BuiltInMetadata.RowCount> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new JoinRows(), BuiltInMetadata.RowCount.Handler.class);

  private JoinRows() {}

  @Override
  public MetadataDef<BuiltInMetadata.RowCount> getDef() {
    return BuiltInMetadata.RowCount.DEF;
  }

  /** Called by Calcite's metadata. */
  public @Nullable Double getRowCount(Join join, RelMetadataQuery metadata) {
    JoinRelType type = join.getJoinType();
    JoinInfo keys = join.analyzeCondition();
    if (!keys.leftKeys.isEmpty() && (type == JoinRelType.INNER || type == JoinRelType.LEFT)) {
      Double left = metadata.getRowCount(join.getLeft());
      Double right = metadata.getRowCount(join.getRight());
      if (left == null || right == null) {
        return null;
      }
      if (isKey(metadata, join.getRight(), keys.rightKeys)) {
        double share =
            type == JoinRelType.LEFT ? 1 : share(metadata, join.getRight(), keys.rightKeys, right);
        return left * share;
      }
      if (type == JoinRelType.INNER && isKey(metadata, join.getLeft(), keys.leftKeys)) {
        return right * share(metadata, join.getLeft(), keys.leftKeys, left);
      }
    }
    return RelMdUtil.getJoinRowCount(metadata, join, join.getCondition());
  }

  private static boolean isKey(RelMetadataQuery metadata, RelNode side, ImmutableIntList columns) {
    return Boolean.TRUE.equals(metadata.areColumnsUnique(side, ImmutableBitSet.of(columns)));
  }

  /** Which part of its table the keyed side shows. */
  private static double share(
      RelMetadataQuery metadata, RelNode side, ImmutableIntList columns, double rows) {
    double most = 0;
    for (int column : columns) {
      Set<RelColumnOrigin> origins = metadata.getColumnOrigins(side, column);
      if (origins != null && origins.size() == 1) {
        most = Math.max(most, origins.iterator().next().getOriginTable().getRowCount());
      }
    }
    return most == 0 ? 1 : Math.min(1, rows / most);
  }
}
