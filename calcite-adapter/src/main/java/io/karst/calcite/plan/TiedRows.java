package io.karst.calcite.plan;

import io.karst.calcite.subquery.Partitions;
import io.karst.calcite.subquery.QueryShuttle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code FETCH ... WITH TIES}: the rows whose rank in the order is at most that of the last row
 * wanted.
 */
final class TiedRows extends QueryShuttle {
  /** Marks the number of a sort's rows. */
  static final SqlFunction NUMBER =
      new SqlFunction(
          "$with_ties",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  @Override
  protected RelNode rewritten(RelNode node) {
    return node instanceof Sort sort
            && sort.fetch instanceof RexCall call
            && call.getOperator().equals(NUMBER)
        ? ranked(sort, call.getOperands().get(0))
        : node;
  }

  private static RelNode ranked(Sort sort, RexNode number) {
    RelNode input = sort.getInput();
    RexBuilder rex = sort.getCluster().getRexBuilder();
    RelDataType bigint = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      columns.add(RexInputRef.of(i, input.getRowType()));
    }
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    columns.add(rank(rex, bigint, sort, columns));
    names.add("$rank");
    RelNode ranks = LogicalProject.create(input, List.of(), columns, names, Set.of());
    RexNode zero = rex.makeExactLiteral(BigDecimal.ZERO, bigint);
    RexNode wanted = rex.makeCast(bigint, number);
    RexNode last =
        sort.offset == null
            ? wanted
            : rex.makeCall(SqlStdOperatorTable.PLUS, wanted, rex.makeCast(bigint, sort.offset));
    RexNode condition =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(SqlStdOperatorTable.GREATER_THAN, wanted, zero),
            rex.makeCall(
                SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
                RexInputRef.of(names.size() - 1, ranks.getRowType()),
                last));
    RelNode kept = LogicalFilter.create(ranks, condition);
    RelNode plain =
        LogicalProject.create(
            kept,
            List.of(),
            columns.subList(0, names.size() - 1),
            input.getRowType().getFieldNames(),
            Set.of());
    return LogicalSort.create(plain, sort.getCollation(), sort.offset, null);
  }

  private static RexNode rank(
      RexBuilder rex, RelDataType bigint, Sort sort, List<RexNode> columns) {
    return rex.makeOver(
        bigint,
        SqlStdOperatorTable.RANK,
        List.of(),
        List.of(),
        Partitions.order(sort, columns),
        RexWindowBounds.UNBOUNDED_PRECEDING,
        RexWindowBounds.CURRENT_ROW,
        true,
        true,
        false,
        false,
        false);
  }
}
