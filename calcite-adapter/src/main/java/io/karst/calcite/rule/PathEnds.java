package io.karst.calcite.rule;

import io.karst.calcite.rel.KarstScan;
import io.karst.storage.scan.TableColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code min(x)} and {@code max(x)} of a whole scan read one row from an end of a path in the order
 * of x. The aggregate stays above that row: it knows what to say if there is none.
 */
final class PathEnds {
  /** More calls than this are one walk over everything. */
  private static final int MOST_CALLS = 4;

  private PathEnds() {}

  /** The aggregate over one row for each of its calls, or the same aggregate. */
  static RelNode apply(Aggregate aggregate) {
    int calls = aggregate.getAggCallList().size();
    if (!(aggregate.getInput() instanceof KarstScan scan)
        || scan.push().limit() != null
        || !aggregate.getGroupSet().isEmpty()
        || aggregate.getGroupSets().size() != 1
        || calls == 0
        || calls > MOST_CALLS) {
      return aggregate;
    }
    RelNode joined = null;
    for (AggregateCall call : aggregate.getAggCallList()) {
      RelNode end = end(aggregate, scan, call);
      if (end == null) {
        return aggregate;
      }
      joined = joined == null ? end : pair(joined, end);
    }
    return joined == null ? aggregate : joined;
  }

  /** Each side has exactly one row. */
  private static RelNode pair(RelNode left, RelNode right) {
    RexNode always = left.getCluster().getRexBuilder().makeLiteral(true);
    return LogicalJoin.create(left, right, List.of(), always, Set.of(), JoinRelType.INNER);
  }

  private static @Nullable RelNode end(Aggregate aggregate, KarstScan scan, AggregateCall call) {
    // By name: doubles have a min and max of their own.
    String function = call.getAggregation().getName();
    boolean max = function.equalsIgnoreCase("max");
    if ((!max && !function.equalsIgnoreCase("min"))
        || call.hasFilter()
        || call.getArgList().size() != 1) {
      return null;
    }
    int field = call.getArgList().get(0);
    RelFieldCollation key =
        max
            ? new RelFieldCollation(scan.position(field), Direction.DESCENDING, NullDirection.FIRST)
            : new RelFieldCollation(scan.position(field), Direction.ASCENDING, NullDirection.LAST);
    KarstScan ordered = SortPushdown.inOrder(scan, List.of(key), true);
    if (ordered == null) {
      return null;
    }
    RelNode row = first(ordered.project(List.of(field)), max);
    return LogicalAggregate.create(
        row,
        aggregate.getHints(),
        ImmutableBitSet.of(),
        null,
        List.of(call.withArgList(List.of(0))));
  }

  /** The first row of a scan of one column; NULLs, which come first from above, are passed over. */
  private static RelNode first(KarstScan scan, boolean max) {
    RexBuilder rex = scan.getCluster().getRexBuilder();
    RexNode one = rex.makeExactLiteral(BigDecimal.ONE);
    TableColumn column = scan.shape().columns().get(scan.position(0));
    if (!max || !column.nullable()) {
      return scan.with(scan.push().withLimit(one));
    }
    RexNode present = rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, rex.makeInputRef(scan, 0));
    return LogicalSort.create(LogicalFilter.create(scan, present), RelCollations.EMPTY, null, one);
  }
}
