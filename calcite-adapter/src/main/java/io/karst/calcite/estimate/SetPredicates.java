package io.karst.calcite.estimate;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;

/**
 * What holds for the rows of INTERSECT: all that holds for one of its inputs. Calcite's own answer
 * leaves out what follows from the rest, and generates code to find that out, which fails for times
 * and sub-queries.
 */
public final class SetPredicates implements MetadataHandler<BuiltInMetadata.Predicates> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new SetPredicates(), BuiltInMetadata.Predicates.Handler.class);

  private SetPredicates() {}

  @Override
  public MetadataDef<BuiltInMetadata.Predicates> getDef() {
    return BuiltInMetadata.Predicates.DEF;
  }

  /** Called by Calcite's metadata. */
  public RelOptPredicateList getPredicates(Intersect intersect, RelMetadataQuery metadata) {
    Set<RexNode> predicates = new LinkedHashSet<>();
    for (RelNode input : intersect.getInputs()) {
      predicates.addAll(metadata.getPulledUpPredicates(input).pulledUpPredicates);
    }
    return RelOptPredicateList.of(intersect.getCluster().getRexBuilder(), predicates);
  }
}
