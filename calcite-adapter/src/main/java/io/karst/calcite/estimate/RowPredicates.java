package io.karst.calcite.estimate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.metadata.BuiltInMetadata;
import org.apache.calcite.rel.metadata.MetadataDef;
import org.apache.calcite.rel.metadata.MetadataHandler;
import org.apache.calcite.rel.metadata.ReflectiveRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * What holds for the rows of INTERSECT: all that holds for one of its inputs. Calcite's own answer
 * leaves out what follows from the rest, and generates code to find that out, which fails for times
 * and sub-queries. And of filters: a comparison with NULL is not said to hold, for there are no
 * rows, and Calcite does not take it.
 */
public final class RowPredicates implements MetadataHandler<BuiltInMetadata.Predicates> {
  static final RelMetadataProvider SOURCE =
      ReflectiveRelMetadataProvider.reflectiveSource(
          new RowPredicates(), BuiltInMetadata.Predicates.Handler.class);

  private RowPredicates() {}

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

  /** Called by Calcite's metadata. */
  public RelOptPredicateList getPredicates(Filter filter, RelMetadataQuery metadata) {
    RexBuilder rex = filter.getCluster().getRexBuilder();
    List<RexNode> held = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (RexUtil.isDeterministic(conjunct) && !comparesNull(conjunct)) {
        held.add(conjunct);
      }
    }
    return metadata
        .getPulledUpPredicates(filter.getInput())
        .union(rex, RelOptPredicateList.of(rex, held));
  }

  private static boolean comparesNull(RexNode condition) {
    return condition.isA(SqlKind.COMPARISON)
        && condition instanceof RexCall call
        && call.getOperands().stream().anyMatch(RexUtil::isNull);
  }
}
