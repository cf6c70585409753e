package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * An open query whose rows for an outer row are those with certain keys: it can be grouped by them.
 *
 * @param rel its first columns are the query's
 * @param width the number of the query's own columns
 * @param keys numbers of the key columns of {@code rel}
 * @param outer what the keys are compared with, over columns of the outer row
 * @param operators how: {@code =} or {@code IS NOT DISTINCT FROM}
 */
record KeyedQuery(
    RelNode rel, int width, List<Integer> keys, List<RexNode> outer, List<SqlOperator> operators) {

  /** The query as one with keys if all its conditions compare something of it for equality. */
  static @Nullable KeyedQuery of(OpenQuery query, OuterRow row) {
    List<RexNode> inner = new ArrayList<>();
    List<RexNode> outer = new ArrayList<>();
    List<SqlOperator> operators = new ArrayList<>();
    for (RexNode condition : query.conditions()) {
      if (!condition.isA(List.of(SqlKind.EQUALS, SqlKind.IS_NOT_DISTINCT_FROM))) {
        return null;
      }
      RexCall call = (RexCall) condition;
      RexNode first = call.getOperands().get(0);
      RexNode second = call.getOperands().get(1);
      boolean swapped = row.isReadBy(first);
      inner.add(swapped ? second : first);
      outer.add(swapped ? first : second);
      operators.add(call.getOperator());
      if (row.isReadBy(inner.get(inner.size() - 1)) || hasColumns(outer.get(outer.size() - 1))) {
        return null;
      }
    }
    List<RexNode> computed = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    for (RexNode key : inner) {
      boolean column = key instanceof RexInputRef;
      keys.add(
          column ? ((RexInputRef) key).getIndex() : Columns.count(query.rel()) + computed.size());
      if (!column) {
        computed.add(key);
      }
    }
    RelNode rel = Columns.projectPlus(query.rel(), computed);
    return new KeyedQuery(rel, query.width(), keys, outer, operators);
  }

  private static boolean hasColumns(RexNode expression) {
    return RexUtil.containsInputRef(expression);
  }

  RexNode key(int number) {
    return RexInputRef.of(keys.get(number), rel.getRowType());
  }

  List<RexNode> keyColumns() {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      columns.add(key(i));
    }
    return columns;
  }

  /** Whether no two rows have the same keys. */
  boolean isUnique() {
    return operators.stream().allMatch(operator -> operator.getKind() == SqlKind.EQUALS)
        && Boolean.TRUE.equals(
            rel.getCluster().getMetadataQuery().areColumnsUnique(rel, ImmutableBitSet.of(keys)));
  }

  /** The comparisons. */
  List<RexNode> conditions() {
    return conditions(keyColumns());
  }

  /** The comparisons, with the keys in columns in a row. */
  List<RexNode> conditions(RelNode where, int firstKey) {
    return conditions(Columns.range(where, firstKey, firstKey + keys.size()));
  }

  private List<RexNode> conditions(List<RexNode> columns) {
    RexBuilder rex = rel.getCluster().getRexBuilder();
    List<RexNode> conditions = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      conditions.add(rex.makeCall(operators.get(i), columns.get(i), outer.get(i)));
    }
    return conditions;
  }

  /** The same with these rows, whose first columns are the query's and whose last are the keys. */
  OpenQuery open(RelNode rows, int columns) {
    return new OpenQuery(rows, columns, conditions(rows, columns));
  }
}
