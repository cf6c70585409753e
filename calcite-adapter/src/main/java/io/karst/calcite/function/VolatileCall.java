package io.karst.calcite.function;

import java.util.List;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;

/**
 * Keeps calls of volatile functions apart in generated code.
 *
 * <p>linq4j takes {@code f() == f()} for true whatever f does, so the number that tells two calls
 * apart in plans (see {@link Convertlets}) has to stay in the code. Only numbers are compared with
 * {@code ==}.
 */
public final class VolatileCall {
  private VolatileCall() {}

  /** The call with its number, the operand behind those of the function, if it has one. */
  static Expression toldApart(Expression call, List<Expression> operands, int parameters) {
    return operands.size() > parameters
        ? Expressions.call(VolatileCall.class, "value", call, operands.get(parameters))
        : call;
  }

  /** The value of the call with this number. */
  public static long value(long value, long number) {
    return value;
  }
}
