package io.karst.calcite.subquery;

import com.google.common.collect.ImmutableList;
import io.karst.calcite.function.KarstOperatorTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
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
 * compared as bytes, whose order it knows. Constants IN (...) ask for rows: Calcite's rule takes
 * NULL for one of the answers in some places.
 */
public final class QuantifiedQueries extends RelHomogeneousShuttle {
  private static final Predicate<RexNode> NULLS = RexLiteral::isNullLiteral;

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visitChildren(other);
    Expressions expressions = new Expressions(other.getCluster().getRexBuilder());
    return node instanceof LogicalFilter filter
        ? filter(filter, expressions)
        : node.accept(expressions);
  }

  private RelNode filter(LogicalFilter filter, Expressions expressions) {
    List<RexNode> conditions = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      RexNode visited =
          condition instanceof RexSubQuery query && isOfConstants(expressions.below(query))
              ? membership(expressions.below(query), true)
              : condition.accept(expressions);
      conditions.addAll(RelOptUtil.conjunctions(visited));
    }
    RexNode condition = RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), conditions);
    return filter.copy(filter.getTraitSet(), filter.getInput(), condition);
  }

  private static boolean isOfConstants(RexSubQuery query) {
    return query.getKind() == SqlKind.IN
        && (RexUtil.allLiterals(query.getOperands())
            || query.getOperands().stream().anyMatch(NULLS));
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

    /** The same query with its parts visited. */
    RexSubQuery below(RexSubQuery query) {
      RexSubQuery visited = Memberships.plain(rex, (RexSubQuery) super.visitSubQuery(query));
      return visited.clone(visited.rel.accept(QuantifiedQueries.this));
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexSubQuery visited = below(query);
      if (isOfConstants(visited)) {
        return membership(visited, false);
      }
      return visited.getOperator() instanceof SqlQuantifyOperator operator
              && visited.getOperands().size() == 1
          ? comparison(visited, operator.comparisonKind)
          : visited;
    }
  }

  /**
   * Whether constants are among the rows: true if any is equal, NULL if none is but any is not
   * different for sure, and false otherwise.
   */
  private static RexNode membership(RexSubQuery query, boolean unknownAsFalse) {
    RexBuilder rex = query.rel.getCluster().getRexBuilder();
    List<RexNode> equal = new ArrayList<>();
    List<RexNode> maybeEqual = new ArrayList<>();
    for (int i = 0; i < query.getOperands().size(); i++) {
      RexNode operand = query.getOperands().get(i);
      if (!NULLS.test(operand)) {
        RexNode column = RexInputRef.of(i, query.rel.getRowType());
        RexNode same = rex.makeCall(SqlStdOperatorTable.EQUALS, column, operand);
        equal.add(same);
        maybeEqual.add(rex.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, same));
      }
    }
    boolean hasNull = equal.size() < query.getOperands().size();
    RexNode isMember = hasNull ? rex.makeLiteral(false) : exists(query.rel, equal);
    if (unknownAsFalse || (!hasNull && !query.getType().isNullable())) {
      return isMember;
    }
    RexNode mayBe =
        rex.makeCall(
            query.getType(),
            SqlStdOperatorTable.AND,
            List.of(exists(query.rel, maybeEqual), rex.makeNullLiteral(query.getType())));
    return hasNull
        ? mayBe
        : rex.makeCall(query.getType(), SqlStdOperatorTable.OR, List.of(isMember, mayBe));
  }

  private static RexNode exists(RelNode rows, List<RexNode> conditions) {
    return RexSubQuery.exists(Columns.filter(rows, conditions));
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
