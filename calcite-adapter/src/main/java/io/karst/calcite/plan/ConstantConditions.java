package io.karst.calcite.plan;

import static java.lang.Boolean.FALSE;
import static java.util.Objects.requireNonNull;

import io.karst.calcite.function.NativeFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * What is known because of a constant that is written there, as in PostgreSQL. A sum with NULL is
 * NULL and its other operand is not looked at, which may be one that fails. A condition that can be
 * true only if NULL is, or 1 equals 0, holds for no row, and no row is read for it.
 */
final class ConstantConditions extends RelHomogeneousShuttle {
  /** NULL if an operand is. */
  private static final Set<SqlKind> STRICT =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.LIKE,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MOD,
          SqlKind.MINUS_PREFIX,
          SqlKind.PLUS_PREFIX,
          SqlKind.NOT,
          SqlKind.CAST);

  private final RexBuilder rex;
  private final RexShuttle expressions = new Expressions();

  ConstantConditions(RexBuilder rex) {
    this.rex = rex;
  }

  /** An expression in which what has to be NULL is NULL. */
  static RexNode folded(RexBuilder rex, RexNode expression) {
    return expression.accept(new ConstantConditions(rex).expressions);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // what did not change is given back as it was
  public RelNode visit(RelNode other) {
    RelNode rel = super.visitChildren(other);
    if (!(rel instanceof Filter filter)) {
      return rel.accept(expressions);
    }
    RexNode folded = filter.getCondition().accept(expressions);
    RexNode condition =
        condition(RexUtil.removeNullabilityCast(rex.getTypeFactory(), folded), false);
    if (condition.isAlwaysFalse()) {
      return LogicalValues.createEmpty(filter.getCluster(), filter.getRowType());
    }
    if (condition.isAlwaysTrue()) {
      return filter.getInput();
    }
    return condition == filter.getCondition()
        ? rel
        : filter.copy(filter.getTraitSet(), filter.getInput(), condition);
  }

  /**
   * A condition of which only matters whether it is true.
   *
   * @param negated whether it matters if the condition is false instead; what comes back is then
   *     the negated condition
   */
  @SuppressWarnings("ReferenceEquality") // what did not change is given back as it was
  private RexNode condition(RexNode node, boolean negated) {
    if (RexLiteral.isNullLiteral(node)) {
      return rex.makeLiteral(false);
    }
    Boolean known = known(node);
    if (known != null) {
      return rex.makeLiteral(known != negated);
    }
    if (node.getKind() == SqlKind.NOT) {
      RexNode operand = ((RexCall) node).getOperands().get(0);
      RexNode condition = condition(operand, !negated);
      return negated || !isNegation(condition, operand) ? condition : node;
    }
    if (node.getKind() != SqlKind.AND && node.getKind() != SqlKind.OR) {
      return negated ? RexUtil.not(node) : node;
    }
    List<RexNode> operands = new ArrayList<>();
    boolean changed = negated;
    for (RexNode operand : ((RexCall) node).getOperands()) {
      RexNode condition = condition(operand, negated);
      changed |= condition != operand;
      operands.add(condition);
    }
    if (!changed) {
      return node;
    }
    return (node.getKind() == SqlKind.AND) != negated
        ? RexUtil.composeConjunction(rex, operands)
        : RexUtil.composeDisjunction(rex, operands);
  }

  /**
   * Whether a condition is true if it is a constant or compares two numbers or texts; else null.
   */
  private static @Nullable Boolean known(RexNode node) {
    if (node.isAlwaysTrue() || node.isAlwaysFalse()) {
      return node.isAlwaysTrue();
    }
    if (!node.isA(SqlKind.COMPARISON)
        || node instanceof RexSubQuery
        || !(node instanceof RexCall call)
        || !(call.getOperands().get(0) instanceof RexLiteral left)
        || !(call.getOperands().get(1) instanceof RexLiteral right)
        || left.isNull()
        || right.isNull()) {
      return null;
    }
    int order;
    if (left.getTypeName() == SqlTypeName.DECIMAL && right.getTypeName() == SqlTypeName.DECIMAL) {
      order = number(left).compareTo(number(right));
    } else if (left.getTypeName() == SqlTypeName.CHAR && right.getTypeName() == SqlTypeName.CHAR) {
      order = text(left).compareTo(text(right));
    } else {
      return null;
    }
    return switch (node.getKind()) {
      case EQUALS -> order == 0;
      case NOT_EQUALS -> order != 0;
      case LESS_THAN -> order < 0;
      case LESS_THAN_OR_EQUAL -> order <= 0;
      case GREATER_THAN -> order > 0;
      case GREATER_THAN_OR_EQUAL -> order >= 0;
      default -> null;
    };
  }

  private static BigDecimal number(RexLiteral literal) {
    return requireNonNull(literal.getValueAs(BigDecimal.class), "number");
  }

  private static String text(RexLiteral literal) {
    return requireNonNull(literal.getValueAs(String.class), "text");
  }

  /** Whether all that happened to a condition is a NOT. */
  private static boolean isNegation(RexNode condition, RexNode operand) {
    return condition.getKind() == SqlKind.NOT
        && ((RexCall) condition).getOperands().get(0).equals(operand);
  }

  private final class Expressions extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(ConstantConditions.this);
      return rel == visited.rel ? visited : visited.clone(rel);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall result) || visited instanceof RexOver) {
        return visited;
      }
      if (result.getKind() == SqlKind.CASE) {
        return hasOneResult(result) ? result.getOperands().get(1) : withoutKnown(result);
      }
      RexNode whole = WholeNumbers.folded(rex, result);
      if (whole != null) {
        return whole;
      }
      return isStrict(result) && result.getOperands().stream().anyMatch(RexLiteral::isNullLiteral)
          ? rex.makeNullLiteral(result.getType())
          : visited;
    }

    /** Whether all branches of a CASE are the same. Generated code is not to see such. */
    private static boolean hasOneResult(RexCall choice) {
      List<RexNode> operands = choice.getOperands();
      RexNode first = operands.get(1);
      for (int i = 1; i < operands.size(); i += i == operands.size() - 2 ? 1 : 2) {
        if (!operands.get(i).equals(first)) {
          return false;
        }
      }
      return RexUtil.isDeterministic(choice) && first.getType().equals(choice.getType());
    }

    /** A CASE without the branches that are never taken and those behind one that always is. */
    private RexNode withoutKnown(RexCall choice) {
      List<RexNode> operands = choice.getOperands();
      List<RexNode> kept = new ArrayList<>();
      int last = operands.size() - 1;
      for (int i = 0; i < last; i += 2) {
        Boolean known = RexLiteral.isNullLiteral(operands.get(i)) ? FALSE : known(operands.get(i));
        if (known == null) {
          kept.addAll(operands.subList(i, i + 2));
        } else if (known) {
          last = i + 1;
        }
      }
      kept.add(operands.get(last));
      if (kept.size() == operands.size()) {
        return choice;
      }
      if (kept.size() > 1) {
        return choice.clone(choice.getType(), kept);
      }
      if (kept.get(0).getType().equals(choice.getType())) {
        return kept.get(0);
      }
      // The type stays, also when the value is never NULL any more.
      RexNode never = rex.makeNullLiteral(choice.getType());
      return choice.clone(choice.getType(), List.of(rex.makeLiteral(false), never, kept.get(0)));
    }

    private static boolean isStrict(RexCall call) {
      return STRICT.contains(call.getKind())
          || (call.getOperator() instanceof NativeFunction function && function.isStrict());
    }
  }
}
