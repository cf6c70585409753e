package io.karst.calcite.subquery;

import io.karst.calcite.schema.KarstTable;
import io.karst.storage.scan.AccessPath;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/** Outer rows so few that it pays to look up what a correlated query has for them. */
final class FewRows {
  /** Rows of the table for each outer row from which on looking them up pays for sure. */
  private static final double MANY = 50;

  private FewRows() {}

  /** Whether an index finds the rows of a query for its few outer rows. */
  static boolean areLookedUp(OuterRow outer, KeyedQuery query) {
    RelMetadataQuery metadata = query.rel().getCluster().getMetadataQuery();
    Double count = metadata.getRowCount(outer.rows());
    if (count == null) {
      return false;
    }
    for (int key : query.keys()) {
      double rows = rowsBehind(metadata.getColumnOrigin(query.rel(), key));
      if (count * MANY < rows) {
        return true;
      }
    }
    return false;
  }

  /** The rows of the table that a column is the first of an access path of; 0 if it is not. */
  private static double rowsBehind(@Nullable RelColumnOrigin origin) {
    if (origin == null || origin.isDerived()) {
      return 0;
    }
    KarstTable table = origin.getOriginTable().unwrap(KarstTable.class);
    if (table == null) {
      return 0;
    }
    int column = table.position(origin.getOriginColumnOrdinal());
    for (AccessPath path : table.source().shape().paths()) {
      if (!path.columns().isEmpty() && path.columns().get(0) == column) {
        return table.source().estimatedRows();
      }
    }
    return 0;
  }
}
