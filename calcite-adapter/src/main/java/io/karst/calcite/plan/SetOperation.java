package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * INTERSECT and EXCEPT as groups of the rows of both sides: those stay that occur on the right
 * sides. For the ALL forms equal rows of a side are numbered, and the number is part of the row.
 */
final class SetOperation {
  private final SetOp operation;
  private final RexBuilder rex;
  private final RelDataType integer;
  private final int width;

  SetOperation(SetOp operation) {
    this.operation = operation;
    this.rex = operation.getCluster().getRexBuilder();
    this.integer = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    this.width = operation.getRowType().getFieldCount();
  }

  /**
   * The operation as groups.
   *
   * @param group makes an aggregate's groups those of equal values
   */
  RelNode asGroups(Function<LogicalAggregate, RelNode> group) {
    RelNode result = operation.getInput(0);
    for (RelNode right : operation.getInputs().subList(1, operation.getInputs().size())) {
      result = combined(result, right, group);
    }
    return result;
  }

  private RelNode combined(RelNode left, RelNode right, Function<LogicalAggregate, RelNode> group) {
    RelNode both = LogicalUnion.create(List.of(tagged(left, true), tagged(right, false)), true);
    int columns = both.getRowType().getFieldCount() - 2;
    ImmutableBitSet keys = ImmutableBitSet.range(columns);
    List<AggregateCall> sides = List.of(greatest(both, columns), greatest(both, columns + 1));
    RelNode groups = group.apply(LogicalAggregate.create(both, List.of(), keys, null, sides));
    SqlOperator onTheRight =
        operation instanceof Intersect
            ? SqlStdOperatorTable.GREATER_THAN
            : SqlStdOperatorTable.EQUALS;
    RexNode condition =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            compared(SqlStdOperatorTable.GREATER_THAN, groups, columns),
            compared(onTheRight, groups, columns + 1));
    RelNode kept = LogicalFilter.create(groups, condition);
    return LogicalProject.create(
        kept, List.of(), references(kept), operation.getRowType().getFieldNames(), Set.of());
  }

  /** The rows with their numbers, if they count, and one in the column of their side. */
  private RelNode tagged(RelNode side, boolean left) {
    List<RexNode> columns = references(side);
    List<String> names = new ArrayList<>(operation.getRowType().getFieldNames());
    if (operation.all) {
      columns.add(number(side));
      names.add("$number");
    }
    columns.add(literal(left ? 1 : 0));
    columns.add(literal(left ? 0 : 1));
    names.add("$left");
    names.add("$right");
    return LogicalProject.create(side, List.of(), columns, names, Set.of());
  }

  private List<RexNode> references(RelNode rel) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(RexInputRef.of(i, rel.getRowType()));
    }
    return columns;
  }

  /** The number of a row among those equal to it. */
  private RexNode number(RelNode side) {
    List<RexNode> partition = EqualityKeys.partition(rex, references(side), side);
    return rex.makeOver(
        integer,
        SqlStdOperatorTable.ROW_NUMBER,
        List.of(),
        partition,
        ImmutableList.of(),
        RexWindowBounds.UNBOUNDED_PRECEDING,
        RexWindowBounds.CURRENT_ROW,
        true,
        true,
        false,
        false,
        false);
  }

  private RexNode literal(int value) {
    return rex.makeExactLiteral(BigDecimal.valueOf(value), integer);
  }

  private RexNode compared(SqlOperator operator, RelNode rel, int column) {
    return rex.makeCall(operator, RexInputRef.of(column, rel.getRowType()), literal(0));
  }

  private static AggregateCall greatest(RelNode input, int column) {
    return AggregateCall.create(
        SqlStdOperatorTable.MAX,
        false,
        false,
        false,
        List.of(),
        List.of(column),
        -1,
        null,
        RelCollations.EMPTY,
        false,
        input,
        null,
        null);
  }
}
