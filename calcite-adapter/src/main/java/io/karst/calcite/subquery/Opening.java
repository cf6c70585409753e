package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Opens correlated queries, operator by operator from below: conditions on the outer row are
 * carried up; where an operator needs the row itself, it gets the column that is equal to it or is
 * joined to all outer rows there are ({@link Domain}). After Neumann and Kemper, "Unnesting
 * Arbitrary Queries", 2015.
 */
final class Opening {
  private final OuterRow outer;
  private final Domain domain;
  private final RexBuilder rex;

  Opening(OuterRow outer) {
    this.outer = outer;
    this.domain = new Domain(outer);
    this.rex = outer.rex();
  }

  /**
   * The query without the outer row.
   *
   * @throws StaysCorrelated if there is none
   */
  OpenQuery open(RelNode rel) {
    if (!outer.isReadBy(rel)) {
      return new OpenQuery(rel, Columns.count(rel), List.of());
    }
    if (rel instanceof LogicalFilter filter) {
      return filter(filter);
    }
    if (rel instanceof LogicalProject project) {
      return project(project);
    }
    if (rel instanceof LogicalAggregate aggregate) {
      return TotalQuery.is(aggregate) ? total(aggregate) : groups(aggregate);
    }
    if (rel instanceof LogicalJoin join) {
      return join(join);
    }
    if (rel instanceof SetOp operation) {
      return setOperation(operation);
    }
    if (rel instanceof LogicalSort sort) {
      return sort(sort);
    }
    throw new StaysCorrelated(rel.getRelTypeName());
  }

  /** The query with keys; they are the outer columns themselves if need be. */
  KeyedQuery keyed(OpenQuery query) {
    KeyedQuery keyed = KeyedQuery.of(query, outer);
    if (keyed == null) {
      OpenQuery bound = domain.join(query, ImmutableBitSet.of());
      keyed = KeyedQuery.of(bound, outer);
    }
    if (keyed == null) {
      throw new StaysCorrelated("conditions without keys");
    }
    return keyed;
  }

  private OpenQuery filter(LogicalFilter filter) {
    OpenQuery in = open(filter.getInput());
    List<RexNode> conditions = new ArrayList<>(in.conditions());
    List<RexNode> closed = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(filter.getCondition())) {
      (outer.isReadBy(part) ? conditions : closed).add(part);
    }
    return new OpenQuery(Columns.filter(in.rel(), closed), in.width(), conditions);
  }

  private OpenQuery project(LogicalProject project) {
    OpenQuery in = open(project.getInput());
    List<RexNode> expressions = project.getProjects();
    if (outer.isReadBy(expressions)) {
      BoundQuery bound = bound(in, outer.columns(expressions));
      in = bound.query();
      expressions = bound.replaced(expressions);
    }
    if (project.containsOver()) {
      KeyedQuery keyed = keyed(in);
      in = new OpenQuery(keyed.rel(), in.width(), keyed.conditions());
      expressions = Partitions.of(rex, expressions, keyed.keyColumns());
    }
    return projected(in, expressions);
  }

  /** Expressions over an open query, and behind them what its conditions look at. */
  private static OpenQuery projected(OpenQuery in, List<RexNode> expressions) {
    List<RexNode> columns = new ArrayList<>(expressions);
    Map<Integer, Integer> places = new HashMap<>();
    for (int column : RelOptUtil.InputFinder.bits(in.conditions(), null)) {
      RexNode ref = RexInputRef.of(column, in.rel().getRowType());
      int place = columns.indexOf(ref);
      if (place < 0) {
        place = columns.size();
        columns.add(ref);
      }
      places.put(column, place);
    }
    List<RexNode> conditions = Columns.moved(in.conditions(), places::get);
    return new OpenQuery(Columns.project(in.rel(), columns), expressions.size(), conditions);
  }

  private OpenQuery groups(LogicalAggregate aggregate) {
    KeyedQuery in = keyed(open(aggregate.getInput()));
    int first = Columns.count(in.rel());
    int keys = in.keys().size();
    RelNode input = Columns.projectPlus(in.rel(), in.keyColumns());
    ImmutableBitSet added = ImmutableBitSet.range(first, first + keys);
    List<ImmutableBitSet> sets = new ArrayList<>();
    for (ImmutableBitSet set : aggregate.getGroupSets()) {
      sets.add(set.union(added));
    }
    RelNode groups =
        LogicalAggregate.create(
            input,
            aggregate.getHints(),
            aggregate.getGroupSet().union(added),
            aggregate.getGroupType() == Aggregate.Group.SIMPLE
                ? null
                : ImmutableBitSet.ORDERING.immutableSortedCopy(sets),
            aggregate.getAggCallList());
    int own = aggregate.getGroupCount();
    List<RexNode> columns = Columns.range(groups, 0, own);
    columns.addAll(Columns.range(groups, own + keys, Columns.count(groups)));
    columns.addAll(Columns.range(groups, own, own + keys));
    return in.open(Columns.project(groups, columns), Columns.count(aggregate));
  }

  /** Aggregates of all rows: one row for each outer row, also where the query has none. */
  private OpenQuery total(LogicalAggregate aggregate) {
    KeyedQuery in = keyed(open(aggregate.getInput()));
    TotalQuery total = new TotalQuery(aggregate, in);
    ImmutableBitSet columns = outer.columns(in.outer());
    RelNode rows = domain.rows(columns);
    Join joined = joinTotal(rows, total, in, columns::indexOf);
    List<RexNode> values = total.values(joined, columns.cardinality());
    int width = values.size();
    values.addAll(Columns.range(joined, 0, columns.cardinality()));
    RelNode rel = Columns.project(joined, values);
    return new OpenQuery(rel, width, domain.conditions(rel, width, columns));
  }

  /**
   * Outer rows with their groups.
   *
   * @param places where the rows have the columns of the outer row
   */
  Join joinTotal(RelNode rows, TotalQuery total, KeyedQuery in, IntUnaryOperator places) {
    int width = Columns.count(rows);
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < in.keys().size(); i++) {
      RexNode own =
          outer.replaced(
              in.outer().get(i),
              column -> RexInputRef.of(places.applyAsInt(column), rows.getRowType()));
      RexNode key = RexInputRef.of(i, total.groups().getRowType());
      conditions.add(rex.makeCall(in.operators().get(i), own, RexUtil.shift(key, width)));
    }
    return LogicalJoin.create(
        rows,
        total.groups(),
        List.of(),
        RexUtil.composeConjunction(rex, conditions),
        Set.of(),
        JoinRelType.LEFT);
  }

  private OpenQuery join(LogicalJoin join) {
    return switch (join.getJoinType()) {
      case INNER, LEFT -> new OpenJoin(outer, this, join).result();
      case RIGHT -> open(swapped(join));
      default -> throw new StaysCorrelated(join.getJoinType() + " join");
    };
  }

  private static RelNode swapped(LogicalJoin join) {
    int left = Columns.count(join.getLeft());
    int right = Columns.count(join.getRight());
    IntUnaryOperator numbers = i -> i < left ? i + right : i - left;
    RelNode other =
        LogicalJoin.create(
            join.getRight(),
            join.getLeft(),
            join.getHints(),
            Columns.moved(join.getCondition(), numbers),
            Set.of(),
            JoinRelType.LEFT);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < left + right; i++) {
      columns.add(RexInputRef.of(numbers.applyAsInt(i), other.getRowType()));
    }
    return Columns.project(other, columns);
  }

  private OpenQuery setOperation(SetOp operation) {
    List<OpenQuery> inputs = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>();
    for (RelNode input : operation.getInputs()) {
      OpenQuery open = open(input);
      inputs.add(open);
      conditions.addAll(open.conditions());
    }
    List<KeyedQuery> keyed = sameKeys(inputs);
    if (keyed.isEmpty()) {
      ImmutableBitSet columns = outer.columns(conditions);
      inputs.replaceAll(input -> domain.join(input, columns));
      keyed = sameKeys(inputs);
    }
    if (keyed.isEmpty()) {
      throw new StaysCorrelated("a set operation");
    }
    List<RelNode> rows = new ArrayList<>();
    for (KeyedQuery input : keyed) {
      List<RexNode> columns = Columns.range(input.rel(), 0, input.width());
      columns.addAll(input.keyColumns());
      rows.add(Columns.project(input.rel(), columns));
    }
    RelNode rel = operation.copy(operation.getTraitSet(), rows, operation.all);
    return keyed.get(0).open(rel, Columns.count(operation));
  }

  /** The inputs with keys if they have the same ones, or none. */
  private List<KeyedQuery> sameKeys(List<OpenQuery> inputs) {
    List<KeyedQuery> result = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (OpenQuery input : inputs) {
      KeyedQuery keyed = KeyedQuery.of(input, outer);
      if (keyed == null) {
        return List.of();
      }
      result.add(keyed);
      List<String> types = new ArrayList<>();
      keyed.keyColumns().forEach(key -> types.add(key.getType().getFullTypeString()));
      seen.add(List.of(keyed.outer(), keyed.operators(), types));
    }
    return seen.size() == 1 ? result : List.of();
  }

  private OpenQuery sort(LogicalSort sort) {
    OpenQuery in = open(sort.getInput());
    if (sort.fetch == null && sort.offset == null) {
      RelNode rel = LogicalSort.create(in.rel(), sort.getCollation(), null, null);
      return new OpenQuery(rel, in.width(), in.conditions());
    }
    return limited(sort, keyed(in));
  }

  private OpenQuery limited(Sort sort, KeyedQuery in) {
    RelNode rel = Partitions.limited(sort, in.rel(), in.keyColumns());
    List<RexNode> columns = Columns.range(rel, 0, Columns.count(in.rel()));
    RelNode rows = Columns.project(rel, columns);
    return new OpenQuery(rows, in.width(), in.conditions());
  }

  /** The query with these columns of the outer row. */
  BoundQuery bound(OpenQuery query, ImmutableBitSet columns) {
    Map<Integer, RexNode> equal = domain.equalColumns(query, columns);
    if (equal.size() == columns.cardinality()) {
      return new BoundQuery(outer, query, equal);
    }
    OpenQuery joined = domain.join(query, columns);
    return new BoundQuery(outer, joined, domain.ownColumns(joined, columns));
  }
}
