package io.karst.calcite.function;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.math.BigDecimal;

/** Keys that are the same object for values that SQL calls equal, and places in an order. */
public final class EqualityFunctions {
  /** Digits behind the point of places of decimals. */
  private static final int RANGE_DIGITS = 9;

  /** Beyond all places. */
  private static final long FAR = 1L << 61;

  private EqualityFunctions() {}

  static void register(FunctionTable table) {
    table.add(
        EqualityFunctions.class,
        "equality_key(numeric):numeric",
        "key",
        "equality_key(float8):float8",
        "key",
        "equality_key(float4):float4",
        "key",
        "order_place(float8):int8",
        "place",
        "tile(int8,int8,int8):int4",
        "tile",
        "range_place(int8,bool):int8",
        "rangePlace",
        "range_place(numeric,bool):int8",
        "rangePlace",
        "range_place(float8,bool):float8",
        "rangePlace",
        "range_place(date,bool):int8",
        "rangePlaceOfDate",
        "range_place(timestamp,bool):int8",
        "rangePlaceOfTime");
  }

  public static BigDecimal key(BigDecimal value) {
    return value.stripTrailingZeros();
  }

  /** Minus zero becomes zero. */
  public static double key(double value) {
    return value + 0.0;
  }

  public static float key(float value) {
    return value + 0.0f;
  }

  /** Orders doubles, NaN above all others. */
  public static long place(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
  }

  /**
   * The tile of a row.
   *
   * @param tiles their number
   * @param row from 1
   * @param rows of the partition
   */
  public static int tile(long tiles, long row, long rows) {
    if (tiles < 1) {
      throw new KarstException(
          ErrorCode.INVALID_NTILE, "argument of ntile must be greater than zero");
    }
    long size = rows / tiles;
    long larger = rows % tiles;
    long index = row - 1;
    return (int)
        (index < larger * (size + 1) ? index / (size + 1) + 1 : (index - larger) / size + 1);
  }

  /** Places of values in windows whose frames are distances; descending ones are mirrored. */
  public static long rangePlace(long value, boolean descending) {
    if (value <= -FAR || value >= FAR) {
      throw outOfRange();
    }
    return descending ? -value : value;
  }

  public static long rangePlace(BigDecimal value, boolean descending) {
    try {
      return rangePlace(
          value.movePointRight(RANGE_DIGITS).setScale(0).longValueExact(), descending);
    } catch (ArithmeticException e) {
      throw outOfRange();
    }
  }

  /** Infinite values and NaN lie where distances change nothing. */
  public static double rangePlace(double value, boolean descending) {
    double place = Double.isNaN(value) ? 1.5e308 : Math.max(-1.2e308, Math.min(1.2e308, value));
    return (descending ? -place : place) + 0.0;
  }

  public static long rangePlaceOfDate(int day, boolean descending) {
    return rangePlace(day * 86_400_000_000L, descending);
  }

  public static long rangePlaceOfTime(long micros, boolean descending) {
    return rangePlace(micros, descending);
  }

  private static KarstException outOfRange() {
    return new KarstException(
        ErrorCode.FEATURE_NOT_SUPPORTED,
        "RANGE with an offset is not supported for numbers of this size");
  }
}
