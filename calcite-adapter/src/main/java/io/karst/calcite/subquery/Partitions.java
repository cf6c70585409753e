package io.karst.calcite.subquery;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** What is to happen for each outer row alone: within the rows of the same keys. */
public final class Partitions {
  private Partitions() {}

  /** Expressions whose window functions see the rows of the same keys only. */
  static List<RexNode> of(RexBuilder rex, List<RexNode> expressions, List<RexNode> keys) {
    return new RexShuttle() {
      @Override
      public RexNode visitOver(RexOver over) {
        RexOver visited = (RexOver) super.visitOver(over);
        RexWindow window = visited.getWindow();
        List<RexNode> partition = new ArrayList<>(window.partitionKeys);
        partition.addAll(keys);
        return rex.makeOver(
            visited.getType(),
            visited.getAggOperator(),
            visited.getOperands(),
            partition,
            window.orderKeys,
            window.getLowerBound(),
            window.getUpperBound(),
            window.getExclude(),
            window.isRows(),
            true,
            false,
            visited.isDistinct(),
            visited.ignoreNulls());
      }
    }.apply(expressions);
  }

  /** The rows that a sort with limits leaves for each value of the keys, with their number last. */
  static RelNode limited(Sort sort, RelNode rows, List<RexNode> keys) {
    RexBuilder rex = sort.getCluster().getRexBuilder();
    RelDataType bigint = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    RexNode number =
        rex.makeOver(
            bigint,
            SqlStdOperatorTable.ROW_NUMBER,
            List.of(),
            keys,
            order(sort, Columns.all(rows)),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            RexWindowBounds.CURRENT_ROW,
            true,
            true,
            false,
            false,
            false);
    RelNode numbered = Columns.projectPlus(rows, List.of(number));
    RexNode place = RexInputRef.of(Columns.count(rows), numbered.getRowType());
    RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, bigint);
    RexNode offset = sort.offset == null ? zero : rex.makeCast(bigint, sort.offset);
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(rex.makeCall(SqlStdOperatorTable.GREATER_THAN, place, offset));
    if (sort.fetch != null) {
      RexNode fetch = rex.makeCast(bigint, sort.fetch);
      RexNode last = rex.makeCall(SqlStdOperatorTable.PLUS, offset, fetch);
      conditions.add(rex.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, place, last));
    }
    return Columns.filter(numbered, conditions);
  }

  /**
   * The order of a sort, as the order of a window.
   *
   * @param columns what the sort orders
   */
  public static ImmutableList<RexFieldCollation> order(Sort sort, List<RexNode> columns) {
    ImmutableList.Builder<RexFieldCollation> order = ImmutableList.builder();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      Set<SqlKind> direction = EnumSet.noneOf(SqlKind.class);
      if (key.getDirection().isDescending()) {
        direction.add(SqlKind.DESCENDING);
      }
      if (key.nullDirection == RelFieldCollation.NullDirection.FIRST) {
        direction.add(SqlKind.NULLS_FIRST);
      } else if (key.nullDirection == RelFieldCollation.NullDirection.LAST) {
        direction.add(SqlKind.NULLS_LAST);
      }
      order.add(new RexFieldCollation(columns.get(key.getFieldIndex()), direction));
    }
    return order.build();
  }
}
