package io.karst.calcite.pushdown;

import io.karst.calcite.function.NativeCast;
import io.karst.storage.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Recognises conjuncts that say something about one column. */
final class Conditions {
  private final RexBuilder rex;
  private final IntUnaryOperator positionOfField;
  private final List<ColumnType> types;

  /**
   * Creates the recogniser.
   *
   * @param positionOfField from fields of the input to columns of the shape
   * @param types of the shape's columns
   */
  Conditions(RexBuilder rex, IntUnaryOperator positionOfField, List<ColumnType> types) {
    this.rex = rex;
    this.positionOfField = positionOfField;
    this.types = types;
  }

  /** What the conjunct says, or null if it cannot become a bound. */
  @Nullable Condition of(RexNode node) {
    if (node instanceof RexInputRef ref && SqlTypeUtil.isBoolean(ref.getType())) {
      return equal(column(ref), List.of(rex.makeLiteral(true)), node);
    }
    if (!(node instanceof RexCall call)) {
      return null;
    }
    return switch (call.getKind()) {
      case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison(call);
      case NOT ->
          call.getOperands().get(0) instanceof RexInputRef ref
              ? equal(column(ref), List.of(rex.makeLiteral(false)), node)
              : null;
      case IS_TRUE -> of(call.getOperands().get(0));
      case IS_NULL -> isNull(call);
      case OR -> alternatives(call);
      case SEARCH -> search(call);
      case LIKE -> like(call);
      default -> null;
    };
  }

  private int column(RexNode node) {
    return node instanceof RexInputRef ref ? positionOfField.applyAsInt(ref.getIndex()) : -1;
  }

  /** The column behind a reference or a cast that keeps order and loses nothing, or -1. */
  private int columnOf(RexNode node) {
    if (node instanceof RexInputRef) {
      return column(node);
    }
    if (NativeCast.isCast(node) && node instanceof RexCall cast) {
      RexNode operand = cast.getOperands().get(0);
      int column = column(operand);
      return column >= 0 && KeyTypes.keepsOrder(operand.getType(), cast.getType()) ? column : -1;
    }
    return -1;
  }

  private @Nullable Condition comparison(RexCall call) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    SqlKind kind = call.getKind();
    int column = columnOf(left);
    RexNode value = right;
    if (column < 0 || !Constants.isConstant(value)) {
      column = columnOf(right);
      value = left;
      kind = kind.reverse();
    }
    if (column < 0 || !Constants.isConstant(value) || !fits(column, value.getType())) {
      return null;
    }
    if (kind == SqlKind.EQUALS) {
      return equal(column, List.of(value), call);
    }
    boolean inclusive = kind == SqlKind.LESS_THAN_OR_EQUAL || kind == SqlKind.GREATER_THAN_OR_EQUAL;
    List<BoundsTemplate.End> end = List.of(new BoundsTemplate.End(value, inclusive));
    boolean lower = kind == SqlKind.GREATER_THAN || kind == SqlKind.GREATER_THAN_OR_EQUAL;
    return range(
        column,
        List.of(new BoundsTemplate.Range(lower ? end : List.of(), lower ? List.of() : end)),
        true,
        call);
  }

  private boolean fits(int column, RelDataType valueType) {
    return KeyTypes.fits(types.get(column), valueType);
  }

  private static @Nullable Condition equal(int column, List<RexNode> nodes, RexNode source) {
    if (column < 0) {
      return null;
    }
    List<BoundsTemplate.Value> values = new ArrayList<>();
    for (RexNode node : nodes) {
      values.add(new BoundsTemplate.Expression(node));
    }
    return new Condition(column, values, List.of(), true, source);
  }

  private static Condition range(
      int column, List<BoundsTemplate.Range> ranges, boolean exact, RexNode source) {
    return new Condition(column, List.of(), ranges, exact, source);
  }

  private @Nullable Condition isNull(RexCall call) {
    int column = column(call.getOperands().get(0));
    return column < 0
        ? null
        : new Condition(column, List.of(new BoundsTemplate.Null()), List.of(), true, call);
  }

  /** {@code a = 1 OR a = 2 OR a IS NULL}. */
  private @Nullable Condition alternatives(RexCall call) {
    List<BoundsTemplate.Value> values = new ArrayList<>();
    int column = -1;
    for (RexNode operand : call.getOperands()) {
      Condition condition = of(operand);
      if (condition == null
          || condition.equal().isEmpty()
          || (column >= 0 && condition.column() != column)) {
        return null;
      }
      column = condition.column();
      values.addAll(condition.equal());
    }
    return new Condition(column, values, List.of(), true, call);
  }

  private @Nullable Condition search(RexCall call) {
    int column = columnOf(call.getOperands().get(0));
    if (column < 0
        || !(call.getOperands().get(1) instanceof RexLiteral literal)
        || !fits(column, literal.getType())) {
      return null;
    }
    Sarg<?> sarg = literal.getValueAs(Sarg.class);
    if (sarg == null || sarg.nullAs == org.apache.calcite.rex.RexUnknownAs.TRUE) {
      return null;
    }
    SargRanges ranges = new SargRanges(rex, literal.getType());
    if (sarg.isPoints()) {
      return equal(column, ranges.points(sarg), call);
    }
    List<BoundsTemplate.Range> found = ranges.ranges(sarg);
    return found.isEmpty() ? null : range(column, found, true, call);
  }

  /** A pattern with a constant beginning bounds a text column. */
  private @Nullable Condition like(RexCall call) {
    int column = column(call.getOperands().get(0));
    if (column < 0
        || call.getOperands().size() != 2
        || !call.getOperator().getName().equals("LIKE")
        || !(call.getOperands().get(1) instanceof RexLiteral literal)
        || !fits(column, literal.getType())) {
      return null;
    }
    String pattern = literal.getValueAs(String.class);
    String prefix = pattern == null ? "" : LikePrefix.of(pattern);
    String above = LikePrefix.above(prefix);
    if (prefix.isEmpty() || above == null) {
      return null;
    }
    RexNode low = rex.makeLiteral(prefix, literal.getType(), false);
    RexNode high = rex.makeLiteral(above, literal.getType(), false);
    return range(
        column,
        List.of(
            new BoundsTemplate.Range(
                List.of(new BoundsTemplate.End(low, true)),
                List.of(new BoundsTemplate.End(high, false)))),
        pattern != null && pattern.equals(prefix + "%"),
        call);
  }
}
