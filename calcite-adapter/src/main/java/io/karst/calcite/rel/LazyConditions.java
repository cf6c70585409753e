package io.karst.calcite.rel;

import io.karst.calcite.function.LazyValues;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Makes AND and OR stop at the operand that decides if one behind it may fail, as in {@code b = 0
 * OR a / b > 1}. Generated code evaluates all operands of a call before it; only the parts of a
 * CASE wait, so these become one. Constants that may fail ({@code 1 / 0}) wait there, too: code
 * would compute them once when it is loaded.
 */
public final class LazyConditions extends RexShuttle {
  /** So many conditions that may fail are no more nested in each other. */
  private static final int MANY = 16;

  private final RexBuilder rex;
  private final RexShuttle waiting;

  private LazyConditions(RexBuilder rex) {
    this.rex = rex;
    this.waiting = new Waiting();
  }

  /** An expression that evaluates no more than it has to. */
  public static RexNode of(RexBuilder rex, RexNode expression) {
    return expression.accept(new LazyConditions(rex));
  }

  /** Whether {@link #of} changes anything in an expression. */
  public static boolean appliesTo(RexNode expression) {
    boolean[] found = new boolean[1];
    expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            boolean list = call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR;
            List<RexNode> behind = call.getOperands();
            if (list || call.getKind() == SqlKind.CASE) {
              behind = behind.subList(1, behind.size());
              found[0] |= behind.stream().anyMatch(list ? MayFail::is : MayFail::isConstantIn);
            }
            return found[0] ? call : super.visitCall(call);
          }
        });
    return found[0];
  }

  /**
   * A CASE of conditions that nobody makes an AND or OR of: the order of what may fail would be
   * lost.
   */
  public static RexNode hiding(RexBuilder rex, RexCall choice) {
    List<RexNode> parts = new ArrayList<>(choice.getOperands());
    for (int i = 1; i < parts.size(); i++) {
      if (MayFail.is(parts.get(i)) && !LazyValues.isHidden(parts.get(i))) {
        parts.set(i, LazyValues.hiddenCondition(rex, parts.get(i)));
      }
    }
    return parts.equals(choice.getOperands()) ? choice : choice.clone(choice.getType(), parts);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    return switch (call.getKind()) {
      case AND, OR -> logic(call);
      case CASE -> call.clone(call.getType(), parts(call));
      default -> super.visitCall(call);
    };
  }

  /** The operands of a call that evaluates the first and then what it needs. */
  private List<RexNode> parts(RexCall call) {
    List<RexNode> parts = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      RexNode lazy = operand.accept(this);
      parts.add(parts.isEmpty() ? lazy : lazy.accept(waiting));
    }
    return parts;
  }

  private RexNode logic(RexCall call) {
    long failing = call.getOperands().stream().skip(1).filter(MayFail::is).count();
    return failing == 0 || failing > MANY ? super.visitCall(call) : combined(call, parts(call));
  }

  private RexNode combined(RexCall call, List<RexNode> operands) {
    int first = 1;
    while (first < operands.size() && !MayFail.is(operands.get(first))) {
      first++;
    }
    RexNode head = first == 1 ? operands.get(0) : call(call, operands.subList(0, first));
    return first == operands.size()
        ? head
        : choice(call, head, combined(call, operands.subList(first, operands.size())));
  }

  private RexNode call(RexCall like, List<RexNode> operands) {
    return RexUtil.flatten(rex, rex.makeCall(like.getType(), like.getOperator(), operands));
  }

  private RexNode choice(RexCall call, RexNode head, RexNode rest) {
    boolean and = call.getKind() == SqlKind.AND;
    RexNode decided = rex.makeLiteral(!and);
    RexNode tail = LazyValues.hiddenCondition(rex, rest);
    if (!head.getType().isNullable()) {
      List<RexNode> parts = and ? List.of(head, tail, decided) : List.of(head, decided, tail);
      return rex.makeCall(call.getType(), SqlStdOperatorTable.CASE, parts);
    }
    RexNode decides =
        rex.makeCall(and ? SqlStdOperatorTable.IS_FALSE : SqlStdOperatorTable.IS_TRUE, head);
    return rex.makeCall(
        call.getType(),
        SqlStdOperatorTable.CASE,
        List.of(decides, decided, call(call, List.of(head, tail))));
  }

  /** Makes constants that may fail be computed where they are asked for. */
  private final class Waiting extends RexShuttle {
    @Override
    public RexNode visitCall(RexCall call) {
      if (!MayFail.isConstantIn(call)) {
        return call;
      }
      RexCall visited = (RexCall) super.visitCall(call);
      if (!visited.getOperands().equals(call.getOperands()) || !MayFail.isOwn(call)) {
        return visited;
      }
      List<RexNode> operands = new ArrayList<>(call.getOperands());
      for (int i = 0; i < operands.size(); i++) {
        RexNode hidden =
            operands.get(i) instanceof RexLiteral literal ? LazyValues.hidden(rex, literal) : null;
        if (hidden != null) {
          operands.set(i, hidden);
          break;
        }
      }
      return call.clone(call.getType(), operands);
    }
  }
}
