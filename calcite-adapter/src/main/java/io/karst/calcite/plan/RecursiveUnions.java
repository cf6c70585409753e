package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstRepeatUnion;
import org.apache.calcite.adapter.enumerable.EnumerableRepeatUnion;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;

/** Puts our recursive UNION in place of Calcite's. */
final class RecursiveUnions extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof EnumerableRepeatUnion union ? KarstRepeatUnion.of(union) : node;
  }
}
