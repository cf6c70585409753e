package io.karst.calcite.plan;

import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** Makes conditions flat, inside of others too: filters refuse an OR in an OR. */
final class FlatConditions extends RexShuttle {
  private final RexBuilder rex;

  FlatConditions(RexBuilder rex) {
    this.rex = rex;
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited.getKind() == SqlKind.AND || visited.getKind() == SqlKind.OR
        ? RexUtil.flatten(rex, visited)
        : visited;
  }
}
