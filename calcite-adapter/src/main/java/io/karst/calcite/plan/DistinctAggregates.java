package io.karst.calcite.plan;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of distinct values become two steps: groups of the keys and arguments, then aggregates
 * of these groups.
 *
 * <pre>
 * SELECT k, count(DISTINCT a) FILTER (WHERE f), max(b) FROM t GROUP BY k
 *
 * Aggregate group=[k] calls=[count(a) FILTER f, max(m)]
 *   Aggregate group=[k, a, f] calls=[max(b) AS m]
 *     t
 * </pre>
 *
 * Other aggregates take part in the steps if they can be aggregated again and there is one list of
 * distinct arguments; otherwise each list, and all other aggregates, are an aggregate of their own,
 * joined by the keys. Calcite's rule for this loses the order of ordered aggregates and counts what
 * a filter leaves out as NULL.
 */
final class DistinctAggregates extends RelHomogeneousShuttle {
  private final RelBuilderFactory builders;

  DistinctAggregates(RelBuilderFactory builders) {
    this.builders = builders;
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof LogicalAggregate aggregate
            && aggregate.getGroupSets().size() == 1
            && aggregate.getAggCallList().stream().anyMatch(AggregateCall::isDistinct)
        ? rewrite(aggregate)
        : node;
  }

  /** What distinct rows are taken of. */
  private record Source(List<Integer> arguments, int filter) {}

  private RelNode rewrite(LogicalAggregate aggregate) {
    Map<Source, List<Integer>> sources = new LinkedHashMap<>();
    List<Integer> others = new ArrayList<>();
    List<AggregateCall> calls = aggregate.getAggCallList();
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      if (isAboutDistinct(call)) {
        Source source = new Source(call.getArgList(), call.filterArg);
        sources.computeIfAbsent(source, key -> new ArrayList<>()).add(i);
      } else {
        others.add(i);
      }
    }
    RelBuilder builder = builders.create(aggregate.getCluster(), null);
    List<RexNode> columns = new ArrayList<>();
    if (sources.size() == 1 && others.stream().allMatch(i -> again(calls.get(i)) != null)) {
      Map.Entry<Source, List<Integer>> only = sources.entrySet().iterator().next();
      builder.push(steps(aggregate, only.getKey(), only.getValue(), others));
      columns.addAll(builder.fields());
    } else {
      join(builder, aggregate, sources, others, columns);
    }
    // Sums of counts and of sums may have a wider type.
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RelDataType type = aggregate.getRowType().getFieldList().get(i).getType();
      cast.add(builder.getRexBuilder().ensureType(type, columns.get(i), true));
    }
    return builder.project(cast, aggregate.getRowType().getFieldNames(), true).build();
  }

  /** MIN and MAX are the same for distinct values. */
  private static boolean isAboutDistinct(AggregateCall call) {
    return call.isDistinct()
        && call.getAggregation().getDistinctOptionality() != Optionality.IGNORED;
  }

  private static void join(
      RelBuilder builder,
      LogicalAggregate aggregate,
      Map<Source, List<Integer>> sources,
      List<Integer> others,
      List<RexNode> columns) {
    int keys = aggregate.getGroupCount();
    int[] places = new int[aggregate.getAggCallList().size()];
    int width = 0;
    if (!others.isEmpty()) {
      List<AggregateCall> plain = new ArrayList<>();
      for (int i : others) {
        places[i] = keys + plain.size();
        plain.add(aggregate.getAggCallList().get(i).withDistinct(false));
      }
      builder.push(
          aggregate.copy(
              aggregate.getTraitSet(), aggregate.getInput(), aggregate.getGroupSet(), null, plain));
      width = keys + plain.size();
    }
    for (Map.Entry<Source, List<Integer>> source : sources.entrySet()) {
      builder.push(steps(aggregate, source.getKey(), source.getValue(), List.of()));
      for (int i : source.getValue()) {
        places[i] = width + keys + source.getValue().indexOf(i);
      }
      if (width > 0) {
        List<RexNode> conditions = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
          conditions.add(
              builder.isNotDistinctFrom(builder.field(2, 0, key), builder.field(2, 1, key)));
        }
        builder.join(JoinRelType.INNER, conditions);
      }
      width += keys + source.getValue().size();
    }
    for (int key = 0; key < keys; key++) {
      columns.add(builder.field(key));
    }
    for (int place : places) {
      columns.add(builder.field(place));
    }
  }

  /**
   * The two steps for the calls of one source.
   *
   * @param others positions of further calls, which can be aggregated again
   * @return the keys, then the calls by their positions
   */
  private static RelNode steps(
      LogicalAggregate aggregate, Source source, List<Integer> distinct, List<Integer> others) {
    ImmutableBitSet group = aggregate.getGroupSet().union(ImmutableBitSet.of(source.arguments()));
    if (source.filter() >= 0) {
      group = group.set(source.filter());
    }
    List<AggregateCall> calls = aggregate.getAggCallList();
    List<AggregateCall> first = new ArrayList<>();
    for (int i : others) {
      AggregateCall call = calls.get(i);
      first.add(create(call.getAggregation(), call, false, aggregate.getInput(), null));
    }
    RelNode groups = LogicalAggregate.create(aggregate.getInput(), List.of(), group, null, first);
    boolean hasTotal = aggregate.getGroupSet().isEmpty();
    List<AggregateCall> second = new ArrayList<>();
    for (int i : Stream.concat(distinct.stream(), others.stream()).sorted().toList()) {
      AggregateCall call = calls.get(i);
      int other = others.indexOf(i);
      if (other >= 0) {
        SqlAggFunction again = again(call);
        if (again == null) {
          throw new IllegalStateException("cannot be aggregated again: " + call);
        }
        AggregateCall whole = call.withArgList(List.of(group.cardinality() + other)).withFilter(-1);
        second.add(create(again, whole, hasTotal, groups, null));
      } else {
        AggregateCall whole =
            call.withArgList(positions(group, call.getArgList()))
                .withFilter(call.filterArg < 0 ? -1 : group.indexOf(call.filterArg))
                .withCollation(order(group, call));
        second.add(create(call.getAggregation(), whole, hasTotal, groups, call.getType()));
      }
    }
    ImmutableBitSet keys = ImmutableBitSet.of(positions(group, aggregate.getGroupSet().asList()));
    return LogicalAggregate.create(groups, List.of(), keys, null, second);
  }

  private static AggregateCall create(
      SqlAggFunction function,
      AggregateCall like,
      boolean hasTotal,
      RelNode input,
      @Nullable RelDataType type) {
    return AggregateCall.create(
        like.getParserPosition(),
        function,
        false,
        like.isApproximate(),
        like.ignoreNulls(),
        like.rexList,
        like.getArgList(),
        like.filterArg,
        null,
        like.getCollation(),
        hasTotal,
        input,
        type,
        like.getName());
  }

  private static List<Integer> positions(ImmutableBitSet group, List<Integer> columns) {
    List<Integer> result = new ArrayList<>();
    for (int column : columns) {
      result.add(group.indexOf(column));
    }
    return result;
  }

  /** The order of the distinct values; that of the arguments where none is asked for. */
  private static RelCollation order(ImmutableBitSet group, AggregateCall call) {
    List<RelFieldCollation> fields = new ArrayList<>();
    for (RelFieldCollation field : call.getCollation().getFieldCollations()) {
      if (!call.getArgList().contains(field.getFieldIndex())) {
        SqlParserPos pos = call.getParserPosition();
        throw new KarstException(
                ErrorCode.INVALID_COLUMN_REFERENCE,
                "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
            .withPosition(pos.getLineNum(), pos.getColumnNum());
      }
      fields.add(field.withFieldIndex(group.indexOf(field.getFieldIndex())));
    }
    if (fields.isEmpty() && showsOrder(call.getAggregation().getKind())) {
      for (int argument : call.getArgList()) {
        fields.add(
            new RelFieldCollation(
                group.indexOf(argument),
                RelFieldCollation.Direction.ASCENDING,
                RelFieldCollation.NullDirection.LAST));
      }
    }
    return RelCollations.of(fields);
  }

  private static boolean showsOrder(SqlKind kind) {
    return switch (kind) {
      case COUNT, SUM, SUM0, AVG, MIN, MAX, BIT_AND, BIT_OR, BIT_XOR -> false;
      default -> !SqlKind.AVG_AGG_FUNCTIONS.contains(kind);
    };
  }

  /** The function that makes the result of a call from results for parts of a group. */
  private static @Nullable SqlAggFunction again(AggregateCall call) {
    if (!call.getCollation().getFieldCollations().isEmpty()) {
      return null;
    }
    return switch (call.getAggregation().getKind()) {
      case COUNT -> SqlStdOperatorTable.SUM0;
      case SUM, SUM0, MIN, MAX -> call.getAggregation();
      default -> null;
    };
  }
}
