package io.karst.calcite.subquery;

import io.karst.calcite.type.KarstTypeSystem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** The different outer rows, as far as a correlated query looks at them. */
final class Domain {
  /** Equal values are the same in every respect; 1.0 and 1.00, 0.0 and -0.0 are not. */
  private static final Set<SqlTypeName> IDENTICAL =
      EnumSet.of(
          SqlTypeName.BOOLEAN,
          SqlTypeName.SMALLINT,
          SqlTypeName.INTEGER,
          SqlTypeName.BIGINT,
          SqlTypeName.DATE,
          KarstTypeSystem.TIME,
          SqlTypeName.TIMESTAMP,
          SqlTypeName.VARCHAR,
          SqlTypeName.VARBINARY,
          SqlTypeName.UUID);

  private static final Set<SqlTypeName> GROUPED = EnumSet.copyOf(IDENTICAL);

  static {
    GROUPED.addAll(EnumSet.of(SqlTypeName.DECIMAL, SqlTypeName.REAL, SqlTypeName.DOUBLE));
    GROUPED.addAll(EnumSet.of(SqlTypeName.FLOAT, SqlTypeName.CHAR, SqlTypeName.BINARY));
    GROUPED.addAll(EnumSet.of(SqlTypeName.TINYINT, SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE));
    GROUPED.addAll(EnumSet.of(SqlTypeName.TIMESTAMP_TZ, SqlTypeName.TIME_TZ));
    GROUPED.addAll(SqlTypeName.INTERVAL_TYPES);
  }

  private final OuterRow outer;
  private final RexBuilder rex;

  Domain(OuterRow outer) {
    this.outer = outer;
    this.rex = outer.rex();
  }

  /** Whether columns are of types that have groups. */
  static boolean canBeGrouped(List<RexNode> columns) {
    return columns.stream().allMatch(column -> GROUPED.contains(column.getType().getSqlTypeName()));
  }

  /** The different values of some columns of the outer rows. */
  RelNode rows(ImmutableBitSet columns) {
    if (VolatileQueries.isVolatile(outer.rows())) {
      throw new StaysCorrelated("outer rows that are others each time");
    }
    RelNode source = outer.rows();
    List<Integer> places = columns.asList();
    List<Integer> below = below(source, places);
    while (below != null) {
      places = below;
      source = source.getInput(0);
      below = below(source, places);
    }
    List<RexNode> projected = new ArrayList<>();
    for (int place : places) {
      RexNode column = RexInputRef.of(place, source.getRowType());
      if (!canBeGrouped(List.of(column))) {
        throw new StaysCorrelated("values that cannot be grouped");
      }
      projected.add(column);
    }
    RelNode rows = Columns.project(source, projected);
    ImmutableBitSet all = ImmutableBitSet.range(projected.size());
    return LogicalAggregate.create(rows, List.of(), all, null, List.of());
  }

  /**
   * Where an operator's first input has all the columns in the same rows: sub-queries that were
   * joined before must not be run again, or each next one would double them all.
   */
  private static @Nullable List<Integer> below(RelNode rel, List<Integer> columns) {
    if (rel instanceof Join join && join.getJoinType() == JoinRelType.LEFT) {
      int left = Columns.count(join.getLeft());
      return columns.stream().allMatch(column -> column < left) ? columns : null;
    }
    if (!(rel instanceof Project project)) {
      return null;
    }
    List<Integer> below = new ArrayList<>();
    for (int column : columns) {
      if (!(project.getProjects().get(column) instanceof RexInputRef ref)) {
        return null;
      }
      below.add(ref.getIndex());
    }
    return below;
  }

  /** That columns in a row, from one number on, are those of the outer row. */
  List<RexNode> conditions(RelNode rel, int first, ImmutableBitSet columns) {
    List<RexNode> conditions = new ArrayList<>();
    int place = first;
    for (int column : columns) {
      RexNode own = RexInputRef.of(place++, rel.getRowType());
      SqlOperator same =
          own.getType().isNullable()
              ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM
              : SqlStdOperatorTable.EQUALS;
      conditions.add(rex.makeCall(same, own, outer.column(column)));
    }
    return conditions;
  }

  /**
   * A query for all outer rows, with their columns as its last ones: those its conditions read, and
   * more.
   */
  OpenQuery join(OpenQuery query, ImmutableBitSet more) {
    ImmutableBitSet columns = outer.columns(query.conditions()).union(more);
    RelNode rows = rows(columns);
    int width = Columns.count(query.rel());
    List<RexNode> on = new ArrayList<>();
    for (RexNode condition : query.conditions()) {
      on.add(
          outer.replaced(
              condition,
              column ->
                  RexUtil.shift(
                      RexInputRef.of(columns.indexOf(column), rows.getRowType()), width)));
    }
    RelNode joined =
        LogicalJoin.create(
            query.rel(),
            rows,
            List.of(),
            RexUtil.composeConjunction(rex, on),
            Set.of(),
            JoinRelType.INNER);
    return new OpenQuery(joined, query.width(), conditions(joined, width, columns));
  }

  /** The columns of the outer row in what {@link #join} made. */
  Map<Integer, RexNode> ownColumns(OpenQuery joined, ImmutableBitSet wanted) {
    ImmutableBitSet columns = outer.columns(joined.conditions());
    int first = Columns.count(joined.rel()) - columns.cardinality();
    Map<Integer, RexNode> own = new HashMap<>();
    for (int column : wanted) {
      own.put(column, RexInputRef.of(first + columns.indexOf(column), joined.rel().getRowType()));
    }
    return own;
  }

  /** What a query has that is the same as a column of the outer row, by the column's number. */
  Map<Integer, RexNode> equalColumns(OpenQuery query, ImmutableBitSet wanted) {
    Map<Integer, RexNode> equal = new HashMap<>();
    for (RexNode condition : query.conditions()) {
      if (condition.isA(List.of(SqlKind.EQUALS, SqlKind.IS_NOT_DISTINCT_FROM))) {
        List<RexNode> operands = ((RexCall) condition).getOperands();
        for (int column : wanted) {
          put(equal, column, operands.get(0), operands.get(1));
          put(equal, column, operands.get(1), operands.get(0));
        }
      }
    }
    return equal;
  }

  private void put(Map<Integer, RexNode> equal, int column, RexNode outerSide, RexNode own) {
    if (outer.isColumn(outerSide, column)
        && !outer.isReadBy(own)
        && isSame(outerSide.getType(), own.getType())) {
      equal.putIfAbsent(column, own);
    }
  }

  private static boolean isSame(RelDataType one, RelDataType other) {
    return one.getSqlTypeName() == other.getSqlTypeName()
        && IDENTICAL.contains(one.getSqlTypeName());
  }
}
