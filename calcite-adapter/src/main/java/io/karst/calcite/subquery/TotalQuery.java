package io.karst.calcite.subquery;

import io.karst.calcite.function.Aggregates;
import io.karst.calcite.function.KarstOperatorTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Aggregates of all rows that a correlated query has for an outer row: groups by its keys. Where an
 * outer row finds no group, {@link #values} gives the aggregates of no rows; that a scalar
 * sub-query has one row is checked where it is found, not in groups that nobody looks at.
 */
final class TotalQuery {
  private static final int ABSENT = -1;
  private static final ImmutableBitSet NO_KEYS = ImmutableBitSet.of();

  private final KeyedQuery input;
  private final Aggregate aggregate;
  private final RexBuilder rex;
  private final RelNode groups;

  /** Whether each key has at most one row as it is. */
  private final boolean oneRow;

  /** The column of {@link #groups} that an aggregate begins at. */
  private final int[] places;

  TotalQuery(Aggregate aggregate, KeyedQuery input) {
    this.aggregate = aggregate;
    this.input = input;
    this.rex = aggregate.getCluster().getRexBuilder();
    this.places = new int[aggregate.getAggCallList().size()];
    this.oneRow =
        aggregate.getAggCallList().stream().allMatch(TotalQuery::isSingle) && input.isUnique();
    this.groups = oneRow ? rows() : grouped();
  }

  static boolean is(RelNode rel) {
    return rel instanceof Aggregate aggregate && aggregate.getGroupSets().contains(NO_KEYS);
  }

  /** One row for each key: the keys, then what {@link #values} looks at. */
  RelNode groups() {
    return groups;
  }

  static boolean isSingle(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.SINGLE_VALUE;
  }

  private RelNode rows() {
    List<RexNode> columns = input.keyColumns();
    for (int i = 0; i < places.length; i++) {
      places[i] = columns.size();
      int argument = aggregate.getAggCallList().get(i).getArgList().get(0);
      columns.add(RexInputRef.of(argument, input.rel().getRowType()));
    }
    return Columns.project(input.rel(), columns);
  }

  private RelNode grouped() {
    if (aggregate.getGroupSets().size() > 1) {
      throw new StaysCorrelated("grouping sets with a total");
    }
    RelNode keyed = Columns.projectPlus(input.rel(), input.keyColumns());
    int first = Columns.count(input.rel());
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      AggregateCall call = aggregate.getAggCallList().get(i);
      places[i] = input.keys().size() + calls.size();
      if (isSingle(call)) {
        calls.add(call(Aggregates.FIRST, call.getArgList(), keyed));
        calls.add(call(SqlStdOperatorTable.COUNT, List.of(), keyed));
      } else {
        requireKnownEmpty(call);
        calls.add(call.adaptTo(keyed, call.getArgList(), call.filterArg, true, false));
      }
    }
    ImmutableBitSet keys = ImmutableBitSet.range(first, Columns.count(keyed));
    return LogicalAggregate.create(keyed, List.of(), keys, null, calls);
  }

  /** An aggregate of the rows of a group. */
  private static AggregateCall call(SqlAggFunction function, List<Integer> arguments, RelNode of) {
    return call(function, arguments, ABSENT, of);
  }

  /** An aggregate of the rows of a group for which a column is true. */
  static AggregateCall call(
      SqlAggFunction function, List<Integer> arguments, int filter, RelNode of) {
    return AggregateCall.create(
        function,
        false,
        false,
        false,
        List.of(),
        arguments,
        filter,
        null,
        RelCollations.EMPTY,
        false,
        of,
        null,
        null);
  }

  private static void requireKnownEmpty(AggregateCall call) {
    boolean known =
        call.getType().isNullable()
            || call.getAggregation().getKind() == SqlKind.COUNT
            || call.getAggregation().getKind() == SqlKind.SUM0
            || call.getAggregation().getKind() == SqlKind.LITERAL_AGG
            || call.getAggregation().getName().equals("regr_count");
    if (!known) {
      throw new StaysCorrelated("an aggregate whose value without rows is unknown");
    }
  }

  /**
   * The aggregates for an outer row that {@link #groups} were joined to, or not.
   *
   * @param joined a left join of outer rows and groups: rows with NULL for groups that were not
   *     found
   * @param first the first of the groups' columns in it
   */
  List<RexNode> values(Join joined, int first) {
    RexNode found = Columns.composed(joined.getCondition(), Columns.all(joined));
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      AggregateCall call = aggregate.getAggCallList().get(i);
      RexNode value = RexInputRef.of(first + places[i], joined.getRowType());
      if (isSingle(call)) {
        values.add(oneRow ? value : single(rex, value, rows(joined, first + places[i] + 1), found));
      } else {
        values.add(call.getType().isNullable() ? value : orEmpty(value, call));
      }
    }
    return values;
  }

  /** The value of a scalar sub-query: an error if it has more than one row and is found. */
  static RexNode single(RexBuilder rex, RexNode value, RexNode rows, RexNode found) {
    SqlOperator oneRow = KarstOperatorTable.function("$one_row", "int8", "bool");
    RexNode none = rex.makeNullLiteral(value.getType());
    return rex.makeCall(
        value.getType(),
        SqlStdOperatorTable.CASE,
        List.of(rex.makeCall(oneRow, rows, found), value, none));
  }

  private static RexNode rows(RelNode joined, int count) {
    return RexInputRef.of(count, joined.getRowType());
  }

  private RexNode orEmpty(RexNode value, AggregateCall call) {
    RexNode empty =
        call.getAggregation().getKind() == SqlKind.LITERAL_AGG
            ? call.rexList.get(0)
            : rex.makeLiteral(BigDecimal.ZERO, call.getType(), true);
    return rex.makeCall(
        call.getType(),
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value), rex.makeNotNull(value), empty));
  }
}
