package io.karst.calcite.estimate;

import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.ChainedRelMetadataProvider;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.jspecify.annotations.Nullable;

/** What planning asks about operators. */
public final class PlanMetadata extends RelMetadataQuery {
  /** One for the process: handlers are compiled once per provider instance. */
  public static final JaninoRelMetadataProvider PROVIDER =
      JaninoRelMetadataProvider.of(
          ChainedRelMetadataProvider.of(
              List.of(
                  JoinRows.SOURCE,
                  GroupRows.SOURCE,
                  ValuesKeys.SOURCE,
                  ScanKeys.SOURCE,
                  ScanOrigins.SOURCE,
                  ScanShares.SOURCE,
                  RowPredicates.SOURCE,
                  DefaultRelMetadataProvider.INSTANCE)));

  public PlanMetadata() {}

  /** No operator stands for a table: two of one table need not have the same rows. */
  @Override
  public @Nullable RelOptTable getTableOrigin(RelNode rel) {
    return null;
  }
}
