package io.karst.calcite.plan;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.exec.Frame;
import io.karst.calcite.exec.FrameCall;
import io.karst.calcite.exec.FrameFold;
import io.karst.calcite.exec.RowOrder;
import io.karst.calcite.function.Aggregates;
import io.karst.calcite.function.FloatExtreme;
import io.karst.calcite.function.FrameFunction;
import io.karst.calcite.function.NativeAggregate;
import io.karst.calcite.rel.KarstWindow;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Window functions of a group as our operator computes them. */
final class FrameCalls {
  private final Window window;
  private final Window.Group group;
  private final int columns;

  FrameCalls(Window window, Window.Group group, int columns) {
    this.window = window;
    this.group = group;
    this.columns = columns;
  }

  KarstWindow.Functions of(List<Window.RexWinAggCall> calls) {
    List<FrameCall> result = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Window.RexWinAggCall call : calls) {
      FrameFunction function = (FrameFunction) call.getOperator();
      result.add(new FrameCall(frame(function), arguments(call), computation(function, call)));
      texts.add(call.toString());
    }
    return new KarstWindow.Functions(
        group.keys,
        order(),
        result,
        String.join(", ", texts)
            + " partition="
            + group.keys
            + " order="
            + group.orderKeys
            + " frame="
            + group.lowerBound
            + ".."
            + group.upperBound
            + " "
            + group.exclude);
  }

  private RowOrder order() {
    List<RelFieldCollation> keys = group.orderKeys.getFieldCollations();
    int[] fields = new int[keys.size()];
    boolean[] descending = new boolean[fields.length];
    boolean[] nullsFirst = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      RelFieldCollation key = keys.get(i);
      fields[i] = key.getFieldIndex();
      descending[i] = key.getDirection().isDescending();
      nullsFirst[i] =
          key.nullDirection == RelFieldCollation.NullDirection.FIRST
              || (key.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                  && descending[i]);
    }
    return new RowOrder(fields, descending, nullsFirst);
  }

  private Frame frame(FrameFunction function) {
    Frame.Unit unit =
        function.mode() == FrameFunction.Mode.GROUPS
            ? Frame.Unit.GROUPS
            : group.isRows ? Frame.Unit.ROWS : Frame.Unit.RANGE;
    Frame.Exclusion exclusion =
        switch (group.exclude) {
          case EXCLUDE_NO_OTHER -> Frame.Exclusion.NONE;
          case EXCLUDE_CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Frame.Exclusion.GROUP;
          case EXCLUDE_TIES -> Frame.Exclusion.TIES;
        };
    return new Frame(
        unit,
        bound(group.lowerBound),
        bound(group.upperBound),
        exclusion,
        function.mode() == FrameFunction.Mode.MIRRORED);
  }

  private Frame.Bound bound(RexWindowBound bound) {
    if (bound.isUnbounded()) {
      return Frame.Bound.UNBOUNDED;
    }
    if (bound.isCurrentRow()) {
      return new Frame.Bound(BigDecimal.ZERO, false);
    }
    RexLiteral offset = constant(requireNonNull(bound.getOffset(), "offset"));
    BigDecimal value = offset == null ? null : offset.getValueAs(BigDecimal.class);
    if (offset == null || value == null) {
      throw unsupported("frames with offsets that are no constants");
    }
    boolean months = offset.getType().getSqlTypeName() == RangeFrame.MONTHS;
    return new Frame.Bound(bound.isPreceding() ? value.negate() : value, months);
  }

  private @Nullable RexLiteral constant(RexNode node) {
    if (node instanceof RexLiteral literal) {
      return literal;
    }
    int index = ((RexInputRef) node).getIndex() - columns;
    return index < 0 ? null : window.getConstants().get(index);
  }

  private List<FrameCall.Argument> arguments(Window.RexWinAggCall call) {
    List<FrameCall.Argument> arguments = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      RexLiteral constant = constant(operand);
      arguments.add(
          constant == null
              ? new FrameCall.Argument(((RexInputRef) operand).getIndex(), null)
              : new FrameCall.Argument(-1, value(constant)));
    }
    return arguments;
  }

  private @Nullable Object value(RexLiteral literal) {
    if (literal.isNull()) {
      return null;
    }
    return switch (literal.getType().getSqlTypeName()) {
      case SMALLINT -> literal.getValueAs(Short.class);
      case INTEGER -> literal.getValueAs(Integer.class);
      case BIGINT -> literal.getValueAs(Long.class);
      case DECIMAL -> literal.getValueAs(BigDecimal.class);
      case REAL -> literal.getValueAs(Float.class);
      case FLOAT, DOUBLE -> literal.getValueAs(Double.class);
      case BOOLEAN -> literal.getValueAs(Boolean.class);
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      case DATE -> literal.getValueAs(Integer.class);
      default -> throw unsupported("constants of type " + literal.getType());
    };
  }

  private FrameCall.Computation computation(FrameFunction wrapped, Window.RexWinAggCall call) {
    SqlAggFunction function = wrapped.function();
    SqlTypeName type = call.getType().getSqlTypeName();
    if (function.equals(Aggregates.FIRST) || function.equals(Aggregates.LAST)) {
      boolean first = function.equals(Aggregates.FIRST);
      return new FrameCall.Placed(
          first ? FrameCall.Place.FIRST : FrameCall.Place.LAST, call.ignoreNulls);
    }
    if (function instanceof FloatExtreme) {
      return new FrameCall.Folded(
          function.getName().equals("min") ? FrameFold.MIN : FrameFold.MAX, null);
    }
    if (function instanceof NativeAggregate aggregate && !aggregate.takesJson()) {
      return function.getName().equals("nth_value")
          ? new FrameCall.Placed(FrameCall.Place.NTH, call.ignoreNulls)
          : new FrameCall.Accumulated(aggregate::newState, aggregate.isStrict(), null);
    }
    return switch (function.getKind()) {
      case COUNT -> new FrameCall.Folded(FrameFold.COUNT, 0L);
      case MIN -> new FrameCall.Folded(FrameFold.MIN, null);
      case MAX -> new FrameCall.Folded(FrameFold.MAX, null);
      case SUM, SUM0 -> {
        boolean real = type == SqlTypeName.REAL;
        Object empty =
            function.getKind() == org.apache.calcite.sql.SqlKind.SUM ? null : zero(call.getType());
        yield real || type == SqlTypeName.DOUBLE || type == SqlTypeName.FLOAT
            ? new FrameCall.Accumulated(() -> Aggregates.sum(real), true, empty)
            : new FrameCall.Folded(FrameFold.SUM, empty);
      }
      case FIRST_VALUE -> new FrameCall.Placed(FrameCall.Place.FIRST, call.ignoreNulls);
      case LAST_VALUE -> new FrameCall.Placed(FrameCall.Place.LAST, call.ignoreNulls);
      case NTH_VALUE -> new FrameCall.Placed(FrameCall.Place.NTH, call.ignoreNulls);
      default -> throw unsupported(function.getName().toLowerCase(java.util.Locale.ROOT));
    };
  }

  private static Object zero(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case DECIMAL -> BigDecimal.ZERO;
      case REAL -> 0f;
      case FLOAT, DOUBLE -> 0d;
      default -> 0L;
    };
  }

  private static KarstException unsupported(String what) {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED, what + " in a window with GROUPS or EXCLUDE");
  }
}
