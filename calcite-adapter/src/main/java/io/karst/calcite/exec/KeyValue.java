package io.karst.calcite.exec;

import io.karst.calcite.type.ValueMapping;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A value placed among the values a column can have.
 *
 * @param value the greatest canonical value that is not above it; null if it lies below all
 * @param exact whether it is that value itself
 * @param aboveAll whether it lies above all values of the type
 */
record KeyValue(@Nullable Object value, boolean exact, boolean aboveAll) {
  private static final KeyValue BELOW = new KeyValue(null, false, false);
  private static final KeyValue ABOVE = new KeyValue(null, false, true);
  private static final long DAY_MICROS = 86_400_000_000L;

  /**
   * Places a value of an expression.
   *
   * @param value not null, as expressions represent it
   */
  static KeyValue of(ColumnType type, Object value) {
    return of(type, value, false);
  }

  /**
   * Places a value.
   *
   * @param value not null
   * @param canonical whether it is a storage value and not as expressions represent it
   */
  static KeyValue of(ColumnType type, Object value, boolean canonical) {
    if ((value instanceof Long && type.kind() == TypeKind.BIGINT)
        || (value instanceof Integer && type.kind() == TypeKind.INTEGER)) {
      return new KeyValue(value, true, false);
    }
    return switch (type.kind()) {
      case SMALLINT -> integer(type, decimal(value), Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> integer(type, decimal(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(type, decimal(value), Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL -> new KeyValue(decimal(value), true, false);
      case DOUBLE -> new KeyValue(((Number) value).doubleValue(), true, false);
      case DATE ->
          !canonical && value instanceof Long micros
              ? date(micros)
              : new KeyValue(((Number) value).intValue(), true, false);
      default -> new KeyValue(canonical ? value : ValueMapping.toStorage(type, value), true, false);
    };
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isFinite(number)) {
        return new BigDecimal(number);
      }
      return number < 0 ? BigDecimal.TEN.pow(40).negate() : BigDecimal.TEN.pow(40);
    }
    return BigDecimal.valueOf(((Number) value).longValue());
  }

  private static KeyValue integer(ColumnType type, BigDecimal value, long minimum, long maximum) {
    if (value.compareTo(BigDecimal.valueOf(minimum)) < 0) {
      return BELOW;
    }
    if (value.compareTo(BigDecimal.valueOf(maximum)) > 0) {
      return ABOVE;
    }
    BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
    long number = floor.longValueExact();
    Object canonical =
        type.kind() == TypeKind.SMALLINT
            ? (Object) (short) number
            : type.kind() == TypeKind.INTEGER ? (Object) (int) number : (Object) number;
    return new KeyValue(canonical, floor.compareTo(value) == 0, false);
  }

  private static KeyValue date(long micros) {
    long day = Math.floorDiv(micros, DAY_MICROS);
    return new KeyValue((int) day, day * DAY_MICROS == micros, false);
  }

  /** The range {@code column >= value} or {@code column > value}. */
  Limit asLower(boolean inclusive) {
    if (aboveAll) {
      return Limit.EMPTY;
    }
    if (value == null) {
      return Limit.NONE;
    }
    return Limit.of(value, exact && inclusive);
  }

  /** The range {@code column <= value} or {@code column < value}. */
  Limit asUpper(boolean inclusive) {
    if (aboveAll) {
      return Limit.NONE;
    }
    if (value == null) {
      return Limit.EMPTY;
    }
    return Limit.of(value, !exact || inclusive);
  }
}
