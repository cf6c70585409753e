package io.karst.calcite.rule;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.pushdown.PredicateTranslator;
import io.karst.calcite.pushdown.PushdownResult;
import io.karst.calcite.rel.KarstScan;
import io.karst.calcite.rel.RexText;
import io.karst.calcite.rel.ScanPush;
import io.karst.calcite.rel.TransientScan;
import io.karst.calcite.schema.KarstTable;
import io.karst.calcite.source.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.schema.TransientTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** Turns table scans into our scans and pushes into them what they can do, from the leaves up. */
public final class ScanPushdown {
  private final RelOptCluster cluster;
  private final SortPushdown sorts;
  private final TopKRule topK;

  public ScanPushdown(RelOptCluster cluster) {
    this.cluster = cluster;
    this.sorts = new SortPushdown();
    this.topK = new TopKRule();
  }

  /** The rewritten tree. */
  public RelNode apply(RelNode rel) {
    if (rel instanceof LogicalTableScan scan) {
      return scan(scan);
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode node = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (node instanceof Filter filter && filter.getInput() instanceof KarstScan scan) {
      return filter(filter, scan);
    }
    if (node instanceof Project project) {
      return project(project);
    }
    if (node instanceof Sort sort) {
      RelNode nearest = topK.apply(sort);
      return nearest == sort ? sorts.apply(sort) : nearest;
    }
    if (node instanceof Aggregate aggregate) {
      return PathEnds.apply(withoutColumns(aggregate));
    }
    return node;
  }

  /** Rows that are only counted need no columns. */
  private static Aggregate withoutColumns(Aggregate aggregate) {
    if (!(aggregate.getInput() instanceof KarstScan scan)
        || !RelOptUtil.getAllFields(aggregate).isEmpty()) {
      return aggregate;
    }
    return (Aggregate) aggregate.copy(aggregate.getTraitSet(), List.of(scan.project(List.of())));
  }

  private RelNode scan(LogicalTableScan scan) {
    if (scan.getTable().unwrap(TransientTable.class) != null) {
      return TransientScan.of(cluster, scan.getTable());
    }
    return scan.getTable().unwrap(KarstTable.class) == null
        ? scan
        : KarstScan.of(cluster, scan.getTable());
  }

  private RelNode filter(Filter filter, KarstScan scan) {
    if (!scan.push().bounds().isAll() || scan.push().limit() != null) {
      return filter;
    }
    SourceTable table = scan.karstTable().source();
    PredicateTranslator translator =
        new PredicateTranslator(
            cluster.getRexBuilder(),
            scan.shape(),
            table.estimatedRows(),
            table::estimatedDistinct,
            scan::position);
    PushdownResult result = translator.translate(RelOptUtil.conjunctions(filter.getCondition()));
    List<String> names = scan.getRowType().getFieldNames();
    KarstScan pushed =
        scan.with(
            new ScanPush(
                result.path(),
                result.bounds(),
                texts(result.pushed(), names),
                texts(result.residual(), names),
                result.selectivity(),
                false,
                null));
    if (result.residual().isEmpty()) {
      return pushed;
    }
    RexNode residual = RexUtil.composeConjunction(cluster.getRexBuilder(), result.residual());
    return LogicalFilter.create(pushed, residual);
  }

  private static List<String> texts(List<RexNode> nodes, List<String> names) {
    return nodes.stream().map(node -> RexText.of(node, names)).toList();
  }

  private static RelNode project(Project project) {
    RelNode input = project.getInput();
    Filter filter = input instanceof Filter found ? found : null;
    if (!((filter == null ? input : filter.getInput()) instanceof KarstScan scan)
        || project.containsOver()) {
      return project;
    }
    if (filter == null) {
      List<Integer> fields = references(project.getProjects());
      if (fields != null) {
        return scan.project(fields);
      }
    }
    ImmutableBitSet.Builder used = ImmutableBitSet.builder();
    used.addAll(RelOptUtil.InputFinder.bits(project.getProjects(), null));
    if (filter != null) {
      used.addAll(RelOptUtil.InputFinder.bits(filter.getCondition()));
    }
    List<Integer> fields = used.build().asList();
    if (fields.size() == scan.getRowType().getFieldCount() || fields.isEmpty()) {
      return project;
    }
    KarstScan narrow = scan.project(fields);
    RexShuttle renumber = renumber(fields, narrow);
    RelNode below =
        filter == null
            ? narrow
            : LogicalFilter.create(narrow, filter.getCondition().accept(renumber));
    return LogicalProject.create(
        below,
        project.getHints(),
        renumber.visitList(project.getProjects()),
        project.getRowType().getFieldNames(),
        project.getVariablesSet());
  }

  /** The fields if all are plain references and each occurs once, else null. */
  private static @Nullable List<Integer> references(List<RexNode> nodes) {
    List<Integer> fields = new ArrayList<>();
    for (RexNode node : nodes) {
      if (!(node instanceof RexInputRef ref) || fields.contains(ref.getIndex())) {
        return null;
      }
      fields.add(ref.getIndex());
    }
    return fields.isEmpty() ? null : fields;
  }

  private static RexShuttle renumber(List<Integer> fields, RelNode narrow) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      places.put(fields.get(i), i);
    }
    return new RexShuttle() {
      @Override
      public RexNode visitInputRef(RexInputRef ref) {
        return RexInputRef.of(requireNonNull(places.get(ref.getIndex())), narrow.getRowType());
      }
    };
  }
}
