package io.karst.calcite.rule;

import io.karst.calcite.pushdown.KeyTypes;
import io.karst.calcite.rel.KarstLookupJoin;
import io.karst.calcite.rel.KarstScan;
import io.karst.storage.scan.AccessPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.EnumerableFilter;
import org.apache.calcite.adapter.enumerable.EnumerableProject;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Replaces joins in an Enumerable tree by lookups where the left side is small against the right
 * one and the right one is a scan with a path on the join keys.
 */
public final class LookupJoins {
  private LookupJoins() {}

  /** The rewritten tree. */
  public static RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode node = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (node instanceof Join join && !(node instanceof KarstLookupJoin)) {
      RelNode lookup = lookup(join);
      if (lookup == null && join.getJoinType() == JoinRelType.INNER) {
        lookup = swapped(join);
      }
      return lookup == null ? node : lookup;
    }
    return node;
  }

  /** The lookup with the sides changed, and a projection that puts the columns back in order. */
  private static @Nullable RelNode swapped(Join join) {
    int left = join.getLeft().getRowType().getFieldCount();
    int right = join.getRight().getRowType().getFieldCount();
    RexShuttle move =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            int index = ref.getIndex();
            return new RexInputRef(index < left ? index + right : index - left, ref.getType());
          }
        };
    Join other =
        LogicalJoin.create(
            join.getRight(),
            join.getLeft(),
            List.of(),
            join.getCondition().accept(move),
            Set.of(),
            JoinRelType.INNER);
    RelNode lookup = lookup(other);
    if (lookup == null) {
      return null;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < left + right; i++) {
      columns.add(RexInputRef.of(i < left ? i + right : i - left, lookup.getRowType()));
    }
    return EnumerableProject.create(lookup, columns, join.getRowType());
  }

  private static @Nullable RelNode lookup(Join join) {
    JoinRelType type = join.getJoinType();
    if (type != JoinRelType.INNER
        && type != JoinRelType.LEFT
        && type != JoinRelType.SEMI
        && type != JoinRelType.ANTI) {
      return null;
    }
    RelNode right = join.getRight();
    Filter filter = right instanceof EnumerableFilter found ? found : null;
    if (!((filter == null ? right : filter.getInput()) instanceof KarstScan scan)
        || !LookupCost.mayBe(scan)) {
      return null;
    }
    double leftRows = join.getCluster().getMetadataQuery().getRowCount(join.getLeft());
    double rightRows = scan.karstTable().source().estimatedRows();
    if (!LookupCost.pays(leftRows, 0, rightRows)) {
      return null;
    }
    KarstLookupJoin.Keys keys = keys(join, scan, filter);
    return keys == null
            || RexUtil.containsCorrelation(keys.rest())
            || !LookupCost.pays(
                leftRows, LookupCost.steps(leftRows, matches(scan, keys)), rightRows)
        ? null
        : KarstLookupJoin.of(join, join.getLeft(), scan, condition(join, filter), keys);
  }

  private static double matches(KarstScan scan, KarstLookupJoin.Keys keys) {
    double distinct = 0;
    for (int column : keys.right()) {
      distinct = Math.max(distinct, LookupCost.distinct(scan, scan.position(column)));
    }
    return LookupCost.matches(scan, distinct);
  }

  /** The join's condition with the filter of the right side in it. */
  private static RexNode condition(Join join, @Nullable Filter filter) {
    if (filter == null) {
      return join.getCondition();
    }
    int shift = join.getLeft().getRowType().getFieldCount();
    RexNode above = RexUtil.shift(filter.getCondition(), shift);
    return RexUtil.composeConjunction(
        join.getCluster().getRexBuilder(), List.of(join.getCondition(), above));
  }

  private static KarstLookupJoin.@Nullable Keys keys(
      Join join, KarstScan scan, @Nullable Filter filter) {
    JoinInfo info = join.analyzeCondition();
    List<AccessPath> paths = scan.shape().paths();
    int best = -1;
    int most = 0;
    for (int path = 0; path < paths.size(); path++) {
      int covered = covered(join, info, scan, paths.get(path));
      if (covered > most) {
        best = path;
        most = covered;
      }
    }
    if (best < 0) {
      return null;
    }
    List<Integer> left = new ArrayList<>();
    List<Integer> right = new ArrayList<>();
    for (int column : paths.get(best).columns().subList(0, most)) {
      int pair = pairOn(info, scan, column);
      left.add(info.leftKeys.get(pair));
      right.add(info.rightKeys.get(pair));
    }
    return new KarstLookupJoin.Keys(best, left, right, rest(join, filter, info, right));
  }

  /** How many leading columns of the path the join's keys give. */
  private static int covered(Join join, JoinInfo info, KarstScan scan, AccessPath path) {
    int count = 0;
    for (int column : path.columns()) {
      int pair = pairOn(info, scan, column);
      if (pair < 0
          || !KeyTypes.fits(
              scan.shape().columns().get(column).type(),
              join.getLeft().getRowType().getFieldList().get(info.leftKeys.get(pair)).getType())) {
        break;
      }
      count++;
    }
    return count;
  }

  private static int pairOn(JoinInfo info, KarstScan scan, int column) {
    for (int i = 0; i < info.rightKeys.size(); i++) {
      if (scan.position(info.rightKeys.get(i)) == column) {
        return i;
      }
    }
    return -1;
  }

  /** Everything but the equalities that the lookup itself ensures. */
  private static RexNode rest(
      Join join, @Nullable Filter filter, JoinInfo info, List<Integer> looked) {
    RexBuilder rex = join.getCluster().getRexBuilder();
    int shift = join.getLeft().getRowType().getFieldCount();
    List<RexNode> rest = new ArrayList<>(info.nonEquiConditions);
    for (int i = 0; i < info.rightKeys.size(); i++) {
      if (!looked.contains(info.rightKeys.get(i))) {
        rest.add(
            RelOptUtil.createEquiJoinCondition(
                join.getLeft(),
                List.of(info.leftKeys.get(i)),
                join.getRight(),
                List.of(info.rightKeys.get(i)),
                rex));
      }
    }
    if (filter != null) {
      rest.add(RexUtil.shift(filter.getCondition(), shift));
    }
    return RexUtil.composeConjunction(rex, rest);
  }
}
