package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Predicates with queries that are compared or passed to functions, as in {@code (a IN (SELECT
 * ...)) = b}: they become columns. Calcite's rule would take for the predicate what the condition
 * around it does with NULL. So do queries inside of window functions, where it finds none.
 */
public final class ValueQueries extends QueryShuttle {
  /** Calls that Calcite knows the meaning of NULL in. */
  private static final Set<SqlKind> LOGIC =
      EnumSet.of(
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.CASE,
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL);

  @Override
  protected RelNode rewritten(RelNode node) {
    boolean affected =
        (node instanceof LogicalFilter filter && isCompared(List.of(filter.getCondition())))
            || (node instanceof LogicalProject project && isCompared(project.getProjects()));
    return affected ? withColumns(node) : node;
  }

  private static boolean isCompared(List<RexNode> expressions) {
    boolean[] found = new boolean[1];
    new RexShuttle() {
      @Override
      public RexNode visitCall(RexCall call) {
        found[0] |=
            !LOGIC.contains(call.getKind())
                && call.getOperands().stream().anyMatch(ValueQueries::isPredicate);
        return super.visitCall(call);
      }

      @Override
      public RexNode visitOver(RexOver over) {
        found[0] |= isIn(over);
        return super.visitOver(over);
      }
    }.apply(expressions);
    return found[0];
  }

  private static boolean isIn(RexOver over) {
    boolean[] found = new boolean[1];
    new RexShuttle() {
      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        found[0] = true;
        return query;
      }
    }.apply(List.of(over));
    return found[0];
  }

  private static boolean isPredicate(RexNode operand) {
    if (operand.getKind() == SqlKind.NOT) {
      return isPredicate(((RexCall) operand).getOperands().get(0));
    }
    return operand instanceof RexSubQuery query
        && query.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
        && query.getKind() != SqlKind.SCALAR_QUERY;
  }

  private static RelNode withColumns(RelNode node) {
    RelNode input = node.getInput(0);
    List<RexNode> queries = new ArrayList<>();
    int width = Columns.count(input);
    RexShuttle columns =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery query) {
            queries.add(query);
            return new RexInputRef(width + queries.size() - 1, query.getType());
          }
        };
    if (node instanceof LogicalProject project) {
      List<RexNode> expressions = columns.apply(project.getProjects());
      return LogicalProject.create(
          wide(node, input, queries),
          project.getHints(),
          expressions,
          project.getRowType().getFieldNames(),
          Set.of());
    }
    RexNode condition = ((LogicalFilter) node).getCondition().accept(columns);
    RelNode filter = LogicalFilter.create(wide(node, input, queries), condition);
    return Columns.project(filter, Columns.range(filter, 0, width));
  }

  private static RelNode wide(RelNode node, RelNode input, List<RexNode> queries) {
    List<RexNode> columns = Columns.all(input);
    columns.addAll(queries);
    return LogicalProject.create(
        input, List.of(), columns, (List<String>) null, node.getVariablesSet());
  }
}
