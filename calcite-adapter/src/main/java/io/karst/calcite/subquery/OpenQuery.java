package io.karst.calcite.subquery;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * A correlated query that no longer reads the outer row below its top: for an outer row its rows
 * are those of {@code rel} for which all conditions hold.
 *
 * @param rel does not read the outer row; its first columns are the query's, conditions may look at
 *     more behind them
 * @param width the number of the query's own columns
 * @param conditions over columns of {@code rel} and of the outer row
 */
record OpenQuery(RelNode rel, int width, List<RexNode> conditions) {}
