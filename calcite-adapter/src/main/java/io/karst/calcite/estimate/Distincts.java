package io.karst.calcite.estimate;

import io.karst.calcite.schema.KarstTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelColumnOrigin;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** How many different values columns have. */
public final class Distincts {
  private Distincts() {}

  /** Different values that a column of the table behind it has, or -1 if nobody knows. */
  public static double of(RelNode rel, int column) {
    RelMetadataQuery metadata = rel.getCluster().getMetadataQuery();
    RelColumnOrigin origin = metadata.getColumnOrigin(rel, column);
    if (origin != null && !origin.isDerived()) {
      KarstTable table = origin.getOriginTable().unwrap(KarstTable.class);
      return table == null ? -1 : of(table, origin.getOriginColumnOrdinal());
    }
    boolean unique =
        Boolean.TRUE.equals(metadata.areColumnsUnique(rel, ImmutableBitSet.of(column)));
    return unique ? metadata.getRowCount(rel) : -1;
  }

  /** Different values of a field of a table, or -1 if nobody knows. */
  static double of(KarstTable table, int field) {
    double known = table.source().estimatedDistinct(table.position(field));
    return table.isUnique(field) ? Math.max(1, table.source().estimatedRows()) : known;
  }

  /** The column that an expression is, but for casts, or -1. */
  public static int column(RexNode node) {
    RexNode plain = node;
    while (plain.isA(SqlKind.CAST) && plain instanceof RexCall cast) {
      plain = cast.getOperands().get(0);
    }
    return plain instanceof RexInputRef ref ? ref.getIndex() : -1;
  }
}
