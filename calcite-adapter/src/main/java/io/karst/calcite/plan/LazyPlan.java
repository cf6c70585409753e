package io.karst.calcite.plan;

import io.karst.calcite.rel.LazyConditions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableHashJoin;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/** The form of a physical plan that code is generated from: see {@link LazyConditions}. */
final class LazyPlan {
  /** Parts of an expression from which on it is left alone. */
  private static final long MANY = 10_000;

  private LazyPlan() {}

  static EnumerableRel of(EnumerableRel plan) {
    return (EnumerableRel) rewritten(plan);
  }

  private static RelNode rewritten(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode lazy = rewritten(input);
      changed |= lazy != input;
      inputs.add(lazy);
    }
    RelNode node = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (node instanceof EnumerableCalc calc) {
      return calc(calc);
    }
    return node instanceof EnumerableNestedLoopJoin || node instanceof EnumerableHashJoin
        ? join((Join) node)
        : node;
  }

  private static RelNode calc(EnumerableCalc calc) {
    RexProgram program = calc.getProgram();
    if (!hasConditions(program) || size(program) > MANY) {
      return calc;
    }
    RexBuilder rex = calc.getCluster().getRexBuilder();
    boolean changed = false;
    List<RexNode> projects = new ArrayList<>();
    for (RexLocalRef project : program.getProjectList()) {
      RexNode expression = program.expandLocalRef(project);
      changed |= LazyConditions.appliesTo(expression);
      projects.add(LazyConditions.of(rex, expression));
    }
    RexNode condition = null;
    if (program.getCondition() != null) {
      RexNode expression = program.expandLocalRef(program.getCondition());
      changed |= LazyConditions.appliesTo(expression);
      condition = LazyConditions.of(rex, expression);
    }
    return changed
        ? EnumerableCalc.create(
            calc.getInput(),
            RexProgram.create(
                program.getInputRowType(), projects, condition, calc.getRowType(), rex))
        : calc;
  }

  private static boolean hasConditions(RexProgram program) {
    for (RexNode expression : program.getExprList()) {
      if (expression.isA(SqlKind.AND)
          || expression.isA(SqlKind.OR)
          || expression.isA(SqlKind.CASE)) {
        return true;
      }
    }
    return false;
  }

  /** The number of parts that a program's expressions have when they share none. */
  private static long size(RexProgram program) {
    long[] sizes = new long[program.getExprList().size()];
    long all = 0;
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = 1;
      if (program.getExprList().get(i) instanceof RexCall call) {
        for (RexNode operand : call.getOperands()) {
          sizes[i] += operand instanceof RexLocalRef ref ? sizes[ref.getIndex()] : 1;
        }
      }
      sizes[i] = Math.min(sizes[i], MANY + 1);
    }
    for (RexLocalRef project : program.getProjectList()) {
      all += sizes[project.getIndex()];
    }
    return program.getCondition() == null ? all : all + sizes[program.getCondition().getIndex()];
  }

  /** The keys of a join stay as they are. */
  private static RelNode join(Join join) {
    if (!LazyConditions.appliesTo(join.getCondition())) {
      return join;
    }
    RexBuilder rex = join.getCluster().getRexBuilder();
    List<RexNode> keys = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode part : RelOptUtil.conjunctions(join.getCondition())) {
      boolean key =
          join instanceof EnumerableHashJoin
              && part.isA(List.of(SqlKind.EQUALS, SqlKind.IS_NOT_DISTINCT_FROM));
      (key ? keys : rest).add(part);
    }
    keys.add(LazyConditions.of(rex, RexUtil.composeConjunction(rex, rest)));
    return join.copy(
        join.getTraitSet(),
        RexUtil.composeConjunction(rex, keys),
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }
}
