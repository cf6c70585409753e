package io.karst.calcite.plan;

import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/** What planning asks about operators. */
final class PlanMetadata extends RelMetadataQuery {
  PlanMetadata() {}

  /**
   * No operator stands for a table: the order of joins takes two of one table for the same rows,
   * although one may be grouped otherwise, and reads the columns of the wrong one.
   */
  @Override
  public @Nullable RelOptTable getTableOrigin(RelNode rel) {
    return null;
  }
}
