package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/**
 * An open query that has columns of the outer row as its own.
 *
 * @param columns its columns, by the numbers they have in the outer row
 */
record BoundQuery(OuterRow outer, OpenQuery query, Map<Integer, RexNode> columns) {
  /** Expressions that read the query's columns in place of the outer row's. */
  List<RexNode> replaced(List<RexNode> expressions) {
    List<RexNode> result = new ArrayList<>();
    for (RexNode expression : expressions) {
      result.add(outer.replaced(expression, columns::get));
    }
    return result;
  }
}
