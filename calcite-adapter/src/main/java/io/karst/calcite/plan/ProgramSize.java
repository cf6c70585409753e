package io.karst.calcite.plan;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLocalRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * How many calls the expressions of a program are when they are written out. What several of them
 * share is computed once, but simplification and EXPLAIN write it out, and {@code x + x} of {@code
 * x + x} doubles with every query around.
 */
final class ProgramSize {
  private final RexProgram program;
  private final double[] inputs;
  private final double[] sizes;

  ProgramSize(RexProgram program) {
    this(program, new double[program.getInputRowType().getFieldCount()]);
  }

  /**
   * The size of a program that computes its input, too.
   *
   * @param inputs sizes of the expressions that are its input
   */
  private ProgramSize(RexProgram program, double[] inputs) {
    this.program = program;
    this.inputs = inputs;
    List<RexNode> expressions = program.getExprList();
    sizes = new double[expressions.size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = size(expressions.get(i));
    }
  }

  /** How many times longer two programs are as one, where that is long; at most 1 if it is not. */
  static double growth(RexProgram program, RexProgram below, double longSize) {
    ProgramSize input = new ProgramSize(below);
    double merged = new ProgramSize(program, input.columns()).total() + input.condition();
    return merged < longSize ? 1 : merged / (new ProgramSize(program).total() + input.total());
  }

  /** The size of an expression, which may be beyond all integers. */
  double of(RexLocalRef expression) {
    return sizes[expression.getIndex()];
  }

  private double condition() {
    return program.getCondition() == null ? 0 : of(program.getCondition());
  }

  private double[] columns() {
    return program.getProjectList().stream().mapToDouble(this::of).toArray();
  }

  private double total() {
    return condition() + Arrays.stream(columns()).sum();
  }

  private double size(RexNode expression) {
    double[] size = {0};
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            size[0]++;
            return super.visitCall(call);
          }

          @Override
          public Void visitInputRef(RexInputRef column) {
            size[0] += inputs[column.getIndex()];
            return null;
          }

          @Override
          public Void visitLocalRef(RexLocalRef shared) {
            size[0] += sizes[shared.getIndex()];
            return null;
          }
        });
    return size[0];
  }
}
