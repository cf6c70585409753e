package io.karst.calcite.rule;

import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.rel.ScanPush;
import io.karst.storage.scan.AccessPath;
import io.karst.storage.scan.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Lets a scan walk in the order that ORDER BY asks for, and stop at the LIMIT. */
final class SortPushdown {

  RelNode apply(Sort sort) {
    List<RelNode> chain = new ArrayList<>();
    RelNode node = sort.getInput();
    boolean filtered = false;
    while (node instanceof Project || node instanceof Filter) {
      filtered |= node instanceof Filter;
      chain.add(node);
      node = node.getInput(0);
    }
    if (!(node instanceof KarstScan scan) || scan.push().limit() != null) {
      return sort;
    }
    KarstScan ordered = ordered(sort, chain, scan, filtered);
    if (ordered == null) {
      return sort;
    }
    RexNode fetch = sort.fetch;
    boolean limited = fetch != null && !filtered && sort.offset == null;
    if (limited) {
      ordered = ordered.with(ordered.push().withLimit(fetch));
    }
    RelNode result = ordered;
    for (int i = chain.size() - 1; i >= 0; i--) {
      RelNode above = chain.get(i);
      result = above.copy(above.getTraitSet(), List.of(result));
    }
    return limited || (fetch == null && sort.offset == null)
        ? result
        : LogicalSort.create(result, RelCollations.EMPTY, sort.offset, fetch);
  }

  private static @Nullable KarstScan ordered(
      Sort sort, List<RelNode> chain, KarstScan scan, boolean filtered) {
    List<RelFieldCollation> keys = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      int field = trace(key.getFieldIndex(), chain);
      if (field < 0) {
        return null;
      }
      keys.add(key.withFieldIndex(scan.position(field)));
    }
    return inOrder(scan, keys, sort.fetch != null && !filtered);
  }

  /**
   * The scan along a path that gives an order, or null if none does.
   *
   * @param keys by positions of the table's columns
   * @param few whether the first rows are enough, so that any index may be walked
   */
  static @Nullable KarstScan inOrder(KarstScan scan, List<RelFieldCollation> keys, boolean few) {
    if (keys.isEmpty()) {
      return scan;
    }
    ScanPush push = scan.push();
    if (!push.bounds().isSingle()) {
      return null;
    }
    Boolean reverse = direction(scan, push.path(), push.bounds().equal().size(), keys);
    if (reverse != null) {
      return scan.with(push.withReverse(reverse));
    }
    if (!push.bounds().isAll()) {
      return null;
    }
    for (int path = 0; path < scan.shape().paths().size(); path++) {
      boolean clustered = scan.shape().paths().get(path).kind() == AccessPath.Kind.CLUSTERED;
      reverse = direction(scan, path, 0, keys);
      if (reverse != null && (clustered || few)) {
        return scan.with(push.withPath(path, reverse));
      }
    }
    return null;
  }

  /** The scan's field behind a field above the chain, or -1. */
  private static int trace(int field, List<RelNode> chain) {
    int current = field;
    for (RelNode node : chain) {
      if (node instanceof Project project) {
        if (!(project.getProjects().get(current) instanceof RexInputRef ref)) {
          return -1;
        }
        current = ref.getIndex();
      }
    }
    return current;
  }

  /** FALSE if the path gives the order, TRUE if its reverse does, null if neither. */
  private static @Nullable Boolean direction(
      KarstScan scan, int pathIndex, int fixed, List<RelFieldCollation> keys) {
    AccessPath path = scan.shape().paths().get(pathIndex);
    Boolean reverse = null;
    int at = fixed;
    for (RelFieldCollation key : keys) {
      if (path.columns().subList(0, fixed).contains(key.getFieldIndex())) {
        continue;
      }
      if (at >= path.columns().size() || path.columns().get(at) != key.getFieldIndex()) {
        // All columns of a unique path fix the row: further keys change nothing.
        return (at >= path.columns().size() && path.unique() && neverNull(scan, path))
            ? reverse
            : null;
      }
      boolean backwards = key.direction.isDescending() != path.descending().get(at);
      if ((reverse != null && reverse != backwards) || !nullsFit(scan, key)) {
        return null;
      }
      reverse = backwards;
      at++;
    }
    return reverse == null ? Boolean.FALSE : reverse;
  }

  private static boolean neverNull(KarstScan scan, AccessPath path) {
    for (int column : path.columns()) {
      if (scan.shape().columns().get(column).nullable()) {
        return false;
      }
    }
    return true;
  }

  /** Paths keep NULLs above all values: last ascending, first descending. */
  private static boolean nullsFit(KarstScan scan, RelFieldCollation key) {
    TableColumn column = scan.shape().columns().get(key.getFieldIndex());
    return !column.nullable()
        || key.nullDirection
            == (key.direction.isDescending()
                ? RelFieldCollation.NullDirection.FIRST
                : RelFieldCollation.NullDirection.LAST);
  }
}
