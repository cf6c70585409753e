package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstRepeatUnion;
import org.apache.calcite.adapter.enumerable.EnumerableRepeatUnion;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;

/** Puts our recursive UNION where equal rows can be different objects: see {@link EqualityKeys}. */
final class RecursiveUnions extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof EnumerableRepeatUnion union && !union.all && anyNeeded(union)
        ? KarstRepeatUnion.of(union)
        : node;
  }

  private static boolean anyNeeded(RelNode union) {
    for (int i = 0; i < union.getRowType().getFieldCount(); i++) {
      if (EqualityKeys.needed(union, i)) {
        return true;
      }
    }
    return false;
  }
}
