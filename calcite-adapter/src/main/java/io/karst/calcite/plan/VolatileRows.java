package io.karst.calcite.plan;

import io.karst.calcite.rel.KarstFixedRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexUtil;

/** Computes the rows of physical projections with random() and its like once. */
final class VolatileRows {
  private VolatileRows() {}

  static RelNode fixed(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = fixed(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode result = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    return result instanceof Calc calc && !isDeterministic(calc)
        ? KarstFixedRows.of(result)
        : result;
  }

  /** Whether a projection computes the same whenever it is asked. */
  static boolean isDeterministic(Calc calc) {
    RexProgram program = calc.getProgram();
    return program.getExprList().stream().allMatch(RexUtil::isDeterministic);
  }
}
