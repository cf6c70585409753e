package io.karst.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
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
final class TiedRows extends RelHomogeneousShuttle {
  /** Marks the number of a sort's rows. */
  static final SqlFunction NUMBER =
      new SqlFunction(
          "$with_ties",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0,
          null,
          OperandTypes.ANY,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);

  private final RexShuttle subQueries =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
          return visited.clone(visited.rel.accept(TiedRows.this));
        }
      };

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other).accept(subQueries);
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
    ImmutableList.Builder<RexFieldCollation> order = ImmutableList.builder();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      Set<SqlKind> direction = new java.util.HashSet<>();
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
    return rex.makeOver(
        bigint,
        SqlStdOperatorTable.RANK,
        List.of(),
        List.of(),
        order.build(),
        RexWindowBounds.UNBOUNDED_PRECEDING,
        RexWindowBounds.CURRENT_ROW,
        true,
        true,
        false,
        false,
        false);
  }
}
