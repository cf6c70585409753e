package io.karst.calcite.plan;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.function.KarstOperatorTable;
import io.karst.calcite.function.NativeCast;
import io.karst.calcite.function.TimeExpressions;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.Interval;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A frame of distances, {@code RANGE BETWEEN x PRECEDING AND y FOLLOWING}, over places: numbers in
 * ascending order with NULLs far outside, and distances in the same unit. Generated code knows
 * neither descending distances nor NULLs, decimals and months.
 */
final class RangeFrame {
  /** Digits behind the point of places of decimals. */
  private static final int DECIMAL_DIGITS = 9;

  /** Type of distances in months, and of no other frame's offset. */
  static final SqlTypeName MONTHS = SqlTypeName.SMALLINT;

  private static final long FAR = 1L << 62;

  private final RexBuilder rex;
  private final RexFieldCollation key;
  private final RexWindow window;

  private RangeFrame(RexBuilder rex, RexFieldCollation key, RexWindow window) {
    this.rex = rex;
    this.key = key;
    this.window = window;
  }

  /** The window's frame, or null if it is another one. */
  static @Nullable RangeFrame of(RexBuilder rex, RexWindow window) {
    RexNode lower = window.getLowerBound().getOffset();
    RexNode upper = window.getUpperBound().getOffset();
    boolean distances =
        (lower == null || isConstant(lower))
            && (upper == null || isConstant(upper))
            && (lower != null || upper != null);
    return distances && !window.isRows() && window.orderKeys.size() == 1
        ? new RangeFrame(rex, window.orderKeys.get(0), window)
        : null;
  }

  private static boolean isConstant(RexNode offset) {
    return offset instanceof RexLiteral || NativeCast.constantInterval(offset) != null;
  }

  private SqlTypeName typeName() {
    return key.left.getType().getSqlTypeName();
  }

  /** The places of the order's values. */
  RexFieldCollation order() {
    List<RexNode> arguments = new ArrayList<>();
    RexNode value = key.left;
    boolean descending = key.getDirection().isDescending();
    String word =
        switch (typeName()) {
          case SMALLINT, INTEGER, BIGINT -> {
            arguments.add(cast(value, SqlTypeName.BIGINT));
            yield "int8";
          }
          case REAL, FLOAT, DOUBLE -> {
            arguments.add(cast(value, SqlTypeName.DOUBLE));
            yield "float8";
          }
          case DECIMAL -> {
            arguments.add(value);
            yield "numeric";
          }
          case DATE -> {
            arguments.add(value);
            yield "date";
          }
          case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
            arguments.add(value);
            yield "timestamp";
          }
          default -> throw unsupported();
        };
    arguments.add(rex.makeLiteral(descending));
    RexNode place =
        rex.makeCall(KarstOperatorTable.function("range_place", word, "bool"), arguments);
    RexNode shown = value.getType().isNullable() ? orFar(value, place) : place;
    return new RexFieldCollation(shown, Set.of());
  }

  boolean isDescending() {
    return key.getDirection().isDescending();
  }

  /** Whether it counts months, or NULLs are no part of their own frames. */
  boolean isBeyondGeneratedCode() {
    return isMonths(window.getLowerBound())
        || isMonths(window.getUpperBound())
        || (key.left.getType().isNullable() && isBeside());
  }

  private static boolean isMonths(RexWindowBound bound) {
    RexNode offset = bound.getOffset();
    if (offset == null) {
      return false;
    }
    Interval interval = NativeCast.constantInterval(offset);
    return interval != null && interval.months() != 0;
  }

  /** Whether no row lies in its own frame: NULLs, whose frames are the NULLs, are no exception. */
  private boolean isBeside() {
    RexWindowBound lower = window.getLowerBound();
    RexWindowBound upper = window.getUpperBound();
    return (lower.getOffset() != null && lower.isFollowing())
        || (upper.getOffset() != null && upper.isPreceding());
  }

  private RexNode cast(RexNode value, SqlTypeName name) {
    RelDataType type = rex.getTypeFactory().createSqlType(name);
    type = rex.getTypeFactory().createTypeWithNullability(type, value.getType().isNullable());
    return value.getType().equals(type) ? value : rex.makeCast(type, value);
  }

  private RexNode orFar(RexNode value, RexNode place) {
    boolean first = key.getNullDirection() == NullDirection.FIRST;
    boolean isDouble = place.getType().getSqlTypeName() == SqlTypeName.DOUBLE;
    RelDataType type = rex.getTypeFactory().createSqlType(place.getType().getSqlTypeName());
    BigDecimal far = isDouble ? BigDecimal.valueOf(1.7e308) : BigDecimal.valueOf(FAR);
    BigDecimal end = first ? far.negate() : far;
    return rex.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NULL, value),
            isDouble ? rex.makeApproxLiteral(end, type) : rex.makeExactLiteral(end, type),
            place));
  }

  RexWindowBound lower() {
    return bound(window.getLowerBound());
  }

  RexWindowBound upper() {
    return bound(window.getUpperBound());
  }

  private RexWindowBound bound(RexWindowBound bound) {
    RexNode offset = bound.getOffset();
    if (offset == null) {
      return bound;
    }
    RexNode distance = distance(offset);
    return bound.isPreceding()
        ? RexWindowBounds.preceding(distance)
        : RexWindowBounds.following(distance);
  }

  private RexLiteral distance(RexNode offset) {
    Interval interval = NativeCast.constantInterval(offset);
    boolean time = typeName() == SqlTypeName.DATE || TimeExpressions.isTimestamp(typeName());
    if ((interval != null) != time) {
      throw unsupported();
    }
    if (interval != null) {
      return interval.months() == 0 ? number(micros(interval)) : months(interval);
    }
    BigDecimal value =
        requireNonNull(((RexLiteral) offset).getValueAs(BigDecimal.class), "distance");
    return switch (typeName()) {
      case REAL, FLOAT, DOUBLE ->
          rex.makeApproxLiteral(value, rex.getTypeFactory().createSqlType(SqlTypeName.DOUBLE));
      case DECIMAL -> number(value.movePointRight(DECIMAL_DIGITS));
      default -> number(value);
    };
  }

  /** A distance of months: a literal of {@link #MONTHS}. */
  private RexLiteral months(Interval interval) {
    if (interval.days() != 0 || interval.micros() != 0 || interval.months() > Short.MAX_VALUE) {
      throw unsupported();
    }
    requireForward(interval);
    return rex.makeExactLiteral(
        BigDecimal.valueOf(interval.months()), rex.getTypeFactory().createSqlType(MONTHS));
  }

  /** A distance of days and time. */
  private static BigDecimal micros(Interval interval) {
    requireForward(interval);
    return BigDecimal.valueOf(interval.days())
        .multiply(BigDecimal.valueOf(86_400_000_000L))
        .add(BigDecimal.valueOf(interval.micros()));
  }

  private static void requireForward(Interval interval) {
    if (interval.compareTo(Interval.ZERO) < 0) {
      throw new KarstException(
          ErrorCode.INVALID_FRAME_OFFSET, "invalid preceding or following size in window function");
    }
  }

  private RexLiteral number(BigDecimal value) {
    if (value.stripTrailingZeros().scale() > 0 || value.abs().toBigInteger().bitLength() > 61) {
      throw unsupported();
    }
    return rex.makeExactLiteral(
        value.setScale(0), rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
  }

  private KarstException unsupported() {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "RANGE with such an offset is not supported for column type "
            + typeName().getName().toLowerCase(java.util.Locale.ROOT));
  }
}
