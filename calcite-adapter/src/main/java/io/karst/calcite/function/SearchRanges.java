package io.karst.calcite.function;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Calcite's SEARCH as the comparisons it was made of. */
public final class SearchRanges {
  private SearchRanges() {}

  /** The comparisons; what could not be NULL still cannot, also as a condition of an aggregate. */
  public static RexNode of(RexBuilder rex, RexCall search) {
    RexNode comparisons = RexUtil.flatten(rex, RexUtil.expandSearch(rex, null, search));
    return comparisons.getType().isNullable() && !search.getType().isNullable()
        ? rex.makeCall(SqlStdOperatorTable.IS_TRUE, comparisons)
        : comparisons;
  }
}
