package io.karst.calcite.plan;

import io.karst.calcite.subquery.QueryShuttle;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * Drops the order of queries of which nobody sees it: of IN, EXISTS, quantifiers, of values and of
 * what is joined laterally. The order of a query in FROM stays, as PostgreSQL keeps it.
 */
final class UnneededOrder extends QueryShuttle {
  private static final RexShuttle QUERIES =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
          return visited.getKind() == SqlKind.ARRAY_QUERY_CONSTRUCTOR
              ? visited
              : visited.clone(unordered(visited.rel));
        }
      };

  @Override
  protected RelNode rewritten(RelNode node) {
    RelNode rel = node.accept(QUERIES);
    if (!(rel instanceof LogicalCorrelate correlate)) {
      return rel;
    }
    return correlate.copy(
        correlate.getTraitSet(), List.of(correlate.getLeft(), unordered(correlate.getRight())));
  }

  private static RelNode unordered(RelNode rel) {
    if (rel instanceof Sort sort && sort.fetch == null && sort.offset == null) {
      return unordered(sort.getInput());
    }
    if (rel instanceof Project project && project.getInput() instanceof Sort) {
      return project.copy(project.getTraitSet(), List.of(unordered(project.getInput())));
    }
    return rel;
  }
}
