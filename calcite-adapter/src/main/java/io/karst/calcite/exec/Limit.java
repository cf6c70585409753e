package io.karst.calcite.exec;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Values;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One side of a range of a column.
 *
 * @param value canonical, or null if that side is open
 * @param inclusive whether the value itself is inside
 * @param isEmptyRange nothing at all is inside
 */
record Limit(@Nullable Object value, boolean inclusive, boolean isEmptyRange) {
  static final Limit NONE = new Limit(null, false, false);
  static final Limit EMPTY = new Limit(null, false, true);

  static Limit of(Object value, boolean inclusive) {
    return new Limit(value, inclusive, false);
  }

  /** A limit below every value of a type, so that a range excludes NULLs only. */
  static Limit lowest(ColumnType type) {
    return switch (type.kind()) {
      case SMALLINT -> of(Short.MIN_VALUE, true);
      case INTEGER, DATE -> of(Integer.MIN_VALUE, true);
      case BIGINT, TIMESTAMP, TIMESTAMPTZ -> of(Long.MIN_VALUE, true);
      case DECIMAL -> of(BigDecimal.TEN.pow(39).negate(), true);
      case REAL -> of(Float.NEGATIVE_INFINITY, true);
      case DOUBLE -> of(Double.NEGATIVE_INFINITY, true);
      case VARCHAR, CHAR -> of("", true);
      case BOOLEAN -> of(false, true);
      default -> throw new KarstException(ErrorCode.INTERNAL, "no lowest value of " + type);
    };
  }

  Limit higher(ColumnType type, Limit other) {
    return tighter(type, other, 1);
  }

  Limit lower(ColumnType type, Limit other) {
    return tighter(type, other, -1);
  }

  private Limit tighter(ColumnType type, Limit other, int sign) {
    if (isEmptyRange || other.isEmptyRange) {
      return EMPTY;
    }
    if (value == null) {
      return other;
    }
    if (other.value == null) {
      return this;
    }
    int order = Values.compare(type.kind(), value, other.value) * sign;
    if (order == 0) {
      return inclusive ? other : this;
    }
    return order > 0 ? this : other;
  }
}
