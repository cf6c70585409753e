package io.karst.calcite.subquery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Says of every projection with sub-queries which outer rows they take from it. Calcite's rule that
 * makes joins of them takes all they use if the projection says nothing, also what belongs to a
 * query farther out, and reads other columns in their place.
 */
public final class SubQueryScopes {
  private SubQueryScopes() {}

  /** The tree with it said. */
  public static RelNode of(RelNode rel) {
    return rewrite(rel, Set.of());
  }

  /**
   * The same below rows of other queries.
   *
   * @param outer what they are called
   */
  private static RelNode rewrite(RelNode rel, Set<CorrelationId> outer) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (int i = 0; i < rel.getInputs().size(); i++) {
      boolean right = rel instanceof Correlate && i == 1;
      RelNode input = rel.getInput(i);
      RelNode rewritten =
          rewrite(input, right ? with(outer, Set.of(((Correlate) rel).getCorrelationId())) : outer);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode result = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    return result instanceof Project project
        ? project(project, outer)
        : result.accept(new Inner(with(outer, result.getVariablesSet())));
  }

  private static RelNode project(Project project, Set<CorrelationId> outer) {
    Set<CorrelationId> own = new HashSet<>();
    boolean[] found = new boolean[1];
    for (RexNode expression : project.getProjects()) {
      expression.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
              found[0] = true;
              own.addAll(takenFrom(query.rel));
              return super.visitSubQuery(query);
            }
          });
    }
    if (!found[0]) {
      return project;
    }
    own.removeAll(outer);
    Inner inner = new Inner(with(outer, own));
    List<RexNode> expressions = inner.apply(project.getProjects());
    if (own.isEmpty()) {
      own.add(project.getCluster().createCorrel()); // none, said by one that nobody uses
    }
    return LogicalProject.create(
        project.getInput(), project.getHints(), expressions, project.getRowType(), own);
  }

  /** The rows that a query takes from around it: those it uses but for the ones of its parts. */
  public static Set<CorrelationId> takenFrom(RelNode query) {
    Set<CorrelationId> taken = RelOptUtil.getVariablesUsed(query);
    removeOwn(query, taken);
    return taken;
  }

  private static void removeOwn(RelNode rel, Set<CorrelationId> taken) {
    taken.removeAll(rel.getVariablesSet());
    rel.getInputs().forEach(input -> removeOwn(input, taken));
    rel.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery inner) {
            removeOwn(inner.rel, taken);
            return super.visitSubQuery(inner);
          }
        });
  }

  private static Set<CorrelationId> with(Set<CorrelationId> some, Set<CorrelationId> more) {
    Set<CorrelationId> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  /** Rewrites the queries inside of expressions. */
  private static final class Inner extends RexShuttle {
    private final Set<CorrelationId> outer;

    Inner(Set<CorrelationId> outer) {
      this.outer = outer;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(query);
      RelNode rewritten = rewrite(visited.rel, outer);
      return rewritten == visited.rel ? visited : visited.clone(rewritten);
    }
  }
}
