package io.karst.calcite.plan;

import io.karst.calcite.function.FloatExtreme;
import io.karst.calcite.function.NativeCast;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts the arguments of sums whose result is DECIMAL though the argument is an integer: generated
 * code can only add values of one type. Gives MIN and MAX of doubles PostgreSQL's order.
 */
final class SumArguments extends RelHomogeneousShuttle {

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    return node instanceof LogicalAggregate aggregate ? rewrite(aggregate) : node;
  }

  private static AggregateCall withFloatExtreme(AggregateCall call, List<RexNode> columns) {
    SqlAggFunction function =
        call.getArgList().size() == 1
            ? FloatExtreme.replacing(
                call.getAggregation(), columns.get(call.getArgList().get(0)).getType())
            : null;
    return function == null
        ? call
        : AggregateCall.create(
            function,
            call.isDistinct(),
            call.isApproximate(),
            call.ignoreNulls(),
            call.rexList,
            call.getArgList(),
            call.filterArg,
            call.distinctKeys,
            call.getCollation(),
            call.getType(),
            call.getName());
  }

  static boolean needsCast(SqlKind kind, RelDataType result, RelDataType argument) {
    return (kind == SqlKind.SUM || kind == SqlKind.SUM0)
        && result.getSqlTypeName() == SqlTypeName.DECIMAL
        && SqlTypeName.INT_TYPES.contains(argument.getSqlTypeName());
  }

  static RexNode cast(RexBuilder rex, RexNode argument, RelDataType like) {
    RelDataTypeFactory factory = rex.getTypeFactory();
    RelDataType type = factory.createTypeWithNullability(like, argument.getType().isNullable());
    RexNode cast = rex.makeCast(type, argument);
    RexNode checked = cast instanceof RexCall call ? NativeCast.replacing(rex, call) : null;
    return checked == null ? cast : checked;
  }

  private static RelNode rewrite(LogicalAggregate aggregate) {
    RelNode input = aggregate.getInput();
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      columns.add(RexInputRef.of(i, input.getRowType()));
    }
    int before = columns.size();
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<Integer> arguments = call.getArgList();
      if (arguments.size() == 1
          && needsCast(
              call.getAggregation().getKind(),
              call.getType(),
              columns.get(arguments.get(0)).getType())) {
        columns.add(cast(rex, columns.get(arguments.get(0)), call.getType()));
        calls.add(call.withArgList(List.of(columns.size() - 1)));
      } else {
        calls.add(withFloatExtreme(call, columns));
      }
    }
    if (columns.size() == before) {
      return calls.equals(aggregate.getAggCallList())
          ? aggregate
          : aggregate.copy(
              aggregate.getTraitSet(),
              input,
              aggregate.getGroupSet(),
              aggregate.getGroupSets(),
              calls);
    }
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = before; i < columns.size(); i++) {
      names.add("$sum" + i);
    }
    RelNode project = LogicalProject.create(input, List.of(), columns, names, java.util.Set.of());
    RelNode result =
        aggregate.copy(
            aggregate.getTraitSet(),
            project,
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    return RelOptUtil.createCastRel(result, aggregate.getRowType(), true);
  }
}
