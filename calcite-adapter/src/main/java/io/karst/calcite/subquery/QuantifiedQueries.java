package io.karst.calcite.subquery;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.function.KarstOperatorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Comparisons with some row of a query. {@code <> SOME} becomes {@code < SOME OR > SOME}: Calcite's
 * own rule finds columns of its making by names that the query around may have, too. UUIDs are
 * compared as bytes, whose order it knows. NULL IN (...) asks for rows: Calcite's rule forgets that
 * there may be none.
 */
public final class QuantifiedQueries extends RelHomogeneousShuttle {
  private static final Predicate<RexNode> NULLS = RexLiteral::isNullLiteral;

  @Override
  public RelNode visit(RelNode other) {
    return super.visitChildren(other).accept(new Expressions(other.getCluster().getRexBuilder()));
  }

  private final class Expressions extends RexShuttle {
    private final RexBuilder rex;

    Expressions(RexBuilder rex) {
      this.rex = rex;
    }

    /** Conditions stay flat. */
    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      boolean list = call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR;
      return list && !RexUtil.isFlat(visited) ? RexUtil.flatten(rex, visited) : visited;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
      visited = visited.clone(visited.rel.accept(QuantifiedQueries.this));
      if (visited.getKind() == SqlKind.IN && visited.getOperands().stream().anyMatch(NULLS)) {
        return membershipOfNull(visited);
      }
      return visited.getOperator() instanceof SqlQuantifyOperator operator
              && visited.getOperands().size() == 1
          ? comparison(visited, operator.comparisonKind)
          : visited;
    }
  }

  /** NULL if any row is not different for sure, and false otherwise. */
  private static RexNode membershipOfNull(RexSubQuery query) {
    RexBuilder rex = query.rel.getCluster().getRexBuilder();
    List<RexNode> same = new ArrayList<>();
    for (int i = 0; i < query.getOperands().size(); i++) {
      RexNode operand = query.getOperands().get(i);
      if (!NULLS.test(operand)) {
        RexNode column = RexInputRef.of(i, query.rel.getRowType());
        RexNode equal = rex.makeCall(SqlStdOperatorTable.EQUALS, column, operand);
        same.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, equal));
      }
    }
    RelNode rows =
        same.isEmpty()
            ? query.rel
            : LogicalFilter.create(query.rel, RexUtil.composeConjunction(rex, same));
    return rex.makeCall(
        query.getType(),
        SqlStdOperatorTable.AND,
        List.of(RexSubQuery.exists(rows), rex.makeNullLiteral(query.getType())));
  }

  private static RexNode comparison(RexSubQuery query, SqlKind kind) {
    RexBuilder rex = query.rel.getCluster().getRexBuilder();
    RelNode rows = query.rel;
    RexNode value = query.getOperands().get(0);
    if (value.getType().getSqlTypeName() == SqlTypeName.UUID) {
      RexNode column = RexInputRef.of(0, rows.getRowType());
      rows =
          LogicalProject.create(
              rows, List.of(), List.of(bytes(rex, column)), List.of("bytes"), Set.of());
      value = bytes(rex, value);
    }
    ImmutableList<RexNode> operands = ImmutableList.of(value);
    RexNode answer =
        kind == SqlKind.NOT_EQUALS
            ? rex.makeCall(
                SqlStdOperatorTable.OR,
                RexSubQuery.some(rows, operands, SqlStdOperatorTable.SOME_LT),
                RexSubQuery.some(rows, operands, SqlStdOperatorTable.SOME_GT))
            : RexSubQuery.some(rows, operands, (SqlQuantifyOperator) query.getOperator());
    return rex.ensureType(query.getType(), answer, true);
  }

  private static RexNode bytes(RexBuilder rex, RexNode uuid) {
    return rex.makeCall(KarstOperatorTable.function("compare_bytes", "uuid"), uuid);
  }
}
