package io.karst.calcite.plan;

import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.rules.CalcMergeRule;

/**
 * Makes one of two operators that compute columns. Not where a condition is on random() and its
 * like, which would be called once more, and not where expressions would become very long.
 */
final class MergeCalcs extends CalcMergeRule {
  private static final double LONG = 1_000;
  private static final double MOST_GROWTH = 2;

  MergeCalcs() {
    super(
        Config.DEFAULT
            .withOperandSupplier(
                calc ->
                    calc.operand(Calc.class)
                        .oneInput(
                            input ->
                                input
                                    .operand(Calc.class)
                                    .predicate(VolatileRows::isDeterministic)
                                    .anyInputs()))
            .as(Config.class));
  }

  @Override
  public boolean matches(RelOptRuleCall call) {
    Calc calc = call.rel(0);
    Calc below = call.rel(1);
    return ProgramSize.growth(calc.getProgram(), below.getProgram(), LONG) <= MOST_GROWTH;
  }
}
