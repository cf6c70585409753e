package io.karst.calcite.function;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.type.ValueMapping;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.Interval;
import io.karst.storage.value.JsonbText;
import io.karst.storage.value.TypeKind;
import io.karst.storage.value.Values;
import io.karst.storage.value.ZonedValues;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.calcite.DataContext;
import org.apache.calcite.avatica.util.ByteString;

/**
 * The casts of {@link NativeCast} as generated code calls them: PostgreSQL's readings of text,
 * rounding, limits and text forms. Values are in expression form.
 */
public final class CastFunctions {
  private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
  private static final MathContext REAL_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
  private static final Map<String, ColumnType> TYPES = new ConcurrentHashMap<>();

  private CastFunctions() {}

  private static Object read(ColumnType type, String text) {
    return requireNonNull(ValueMapping.toInternal(type, Values.parse(type, text)));
  }

  private static String show(ColumnType type, Object value) {
    return Values.format(type, requireNonNull(ValueMapping.toStorage(type, value)));
  }

  public static boolean toBoolean(String text) {
    return (Boolean) Values.parse(ColumnType.BOOLEAN, text);
  }

  public static boolean toBoolean(int number) {
    return number != 0;
  }

  public static int toInteger(boolean truth) {
    return truth ? 1 : 0;
  }

  public static short toSmallint(String text) {
    return (Short) Values.parse(ColumnType.SMALLINT, text);
  }

  public static int toInteger(String text) {
    return (Integer) Values.parse(ColumnType.INTEGER, text);
  }

  public static long toBigint(String text) {
    return (Long) Values.parse(ColumnType.BIGINT, text);
  }

  public static float toReal(String text) {
    return (Float) Values.parse(ColumnType.REAL, text);
  }

  public static double toDouble(String text) {
    return (Double) Values.parse(ColumnType.DOUBLE, text);
  }

  /** Reads a number of at most that many digits; a precision of 0 means any. */
  public static BigDecimal toDecimal(String text, int precision, int scale) {
    return (BigDecimal) Values.parse(ColumnType.decimal(precision, scale), text);
  }

  public static BigDecimal toDecimal(BigDecimal number, int precision, int scale) {
    return precision == 0
        ? number
        : (BigDecimal) requireNonNull(Values.coerce(ColumnType.decimal(precision, scale), number));
  }

  public static BigDecimal toDecimal(long number, int precision, int scale) {
    return toDecimal(BigDecimal.valueOf(number), precision, scale);
  }

  /** Fifteen digits, as PostgreSQL takes them from a double. */
  public static BigDecimal toDecimal(double number, int precision, int scale) {
    return toDecimal(digits(number, DOUBLE_DIGITS), precision, scale);
  }

  public static BigDecimal toDecimal(float number, int precision, int scale) {
    return toDecimal(digits(number, REAL_DIGITS), precision, scale);
  }

  private static BigDecimal digits(double number, MathContext digits) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "numeric cannot hold NaN or infinity");
    }
    BigDecimal rounded = new BigDecimal(number).round(digits).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static double whole(double number, double min, double above, String type) {
    double rounded = Math.rint(number);
    if (!(rounded >= min && rounded < above)) {
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, type + " out of range");
    }
    return rounded;
  }

  public static short toSmallint(double number) {
    return (short) whole(number, Short.MIN_VALUE, -(double) Short.MIN_VALUE, "smallint");
  }

  public static int toInteger(double number) {
    return (int) whole(number, Integer.MIN_VALUE, -(double) Integer.MIN_VALUE, "integer");
  }

  public static long toBigint(double number) {
    return (long) whole(number, Long.MIN_VALUE, -(double) Long.MIN_VALUE, "bigint");
  }

  private static long whole(BigDecimal number, long min, long max, String type) {
    BigDecimal rounded = number.setScale(0, RoundingMode.HALF_UP);
    if (rounded.compareTo(BigDecimal.valueOf(min)) < 0
        || rounded.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new KarstException(ErrorCode.NUMERIC_OUT_OF_RANGE, type + " out of range");
    }
    return rounded.longValue();
  }

  public static short toSmallint(BigDecimal number) {
    return (short) whole(number, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
  }

  public static int toInteger(BigDecimal number) {
    return (int) whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
  }

  public static long toBigint(BigDecimal number) {
    return whole(number, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
  }

  public static float toReal(double number) {
    float result = (float) number;
    if (Float.isInfinite(result) && !Double.isInfinite(number)) {
      throw new KarstException(
          ErrorCode.NUMERIC_OUT_OF_RANGE, "value out of range: overflow for type real");
    }
    return result;
  }

  public static float toReal(BigDecimal number) {
    return toReal(number.doubleValue());
  }

  /** A word that the clock gives a meaning; empty for any other text. */
  public static String clockWord(String text) {
    String word = text.trim().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "now", "today", "tomorrow", "yesterday" -> word;
      default -> "";
    };
  }

  private static int clockDate(DataContext context, String text) {
    int today = TimeFunctions.currentDate(context);
    return switch (clockWord(text)) {
      case "tomorrow" -> today + 1;
      case "yesterday" -> today - 1;
      default -> today;
    };
  }

  public static int toDate(DataContext context, String text) {
    return clockWord(text).isEmpty()
        ? (Integer) Values.parse(ColumnType.DATE, text)
        : clockDate(context, text);
  }

  public static long toTime(DataContext context, String text) {
    return clockWord(text).equals("now")
        ? TimeFunctions.localTime(context)
        : (Long) read(ColumnType.TIME, text);
  }

  public static long toTimestamp(DataContext context, String text) {
    return switch (clockWord(text)) {
      case "" -> (Long) read(ColumnType.TIMESTAMP, text);
      case "now" -> TimeFunctions.localTimestamp(context);
      default -> TimeCasts.timestampOfDate(clockDate(context, text));
    };
  }

  /** Text without a zone is in the session's. */
  public static long toInstant(DataContext context, String text) {
    return switch (clockWord(text)) {
      case "" -> Values.parseInstant(text, TimeCasts.zone(context));
      case "now" -> TimeFunctions.now(context);
      default -> TimeCasts.instantOfDate(context, clockDate(context, text));
    };
  }

  public static ByteString toBytes(String text) {
    return (ByteString) read(ColumnType.BYTEA, text);
  }

  public static UUID toUuid(String text) {
    return (UUID) Values.parse(ColumnType.UUID, text);
  }

  public static Interval toInterval(String text) {
    return (Interval) Values.parse(ColumnType.INTERVAL, text);
  }

  /** Any value to any type by way of storage values; types as {@link #code} writes them. */
  public static Object convert(DataContext context, Object value, String from, String to) {
    ColumnType source = type(from);
    ColumnType target = type(to);
    Object stored = requireNonNull(ValueMapping.toStorage(source, value));
    boolean isText = source.kind() == TypeKind.VARCHAR;
    Object result =
        isText
            ? zoned(context, target).parse(target, (String) stored)
            : target.kind() == TypeKind.VARCHAR
                ? zoned(context, source).format(source, stored)
                : elements(source, target, (Object[]) boxed(stored));
    return requireNonNull(ValueMapping.toInternal(target, result));
  }

  private static Object boxed(Object stored) {
    if (!(stored instanceof float[] vector)) {
      return stored;
    }
    Object[] boxed = new Object[vector.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = vector[i];
    }
    return boxed;
  }

  private static Object elements(ColumnType source, ColumnType target, Object[] array) {
    ColumnType element = source.kind() == TypeKind.VECTOR ? ColumnType.REAL : source.element();
    if (target.kind() == TypeKind.ARRAY
        && requireNonNull(target.element()).kind() == TypeKind.VARCHAR
        && element != null
        && element.kind() != TypeKind.VARCHAR) {
      Object[] texts = new Object[array.length];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = array[i] == null ? null : Values.format(element, array[i]);
      }
      return texts;
    }
    return requireNonNull(Values.coerce(target, array));
  }

  /** Most values need no time zone. */
  private static ZonedValues zoned(DataContext context, ColumnType type) {
    return ZonedValues.areZoned(type) ? ZonedValues.of(TimeCasts.zone(context)) : ZonedValues.UTC;
  }

  /** A type as text for {@link #convert}. */
  static String code(ColumnType type) {
    String code = type.kind() + ":" + type.precision() + ":" + type.scale();
    ColumnType element = type.element();
    String whole = element == null ? code : code + ":" + code(element);
    TYPES.putIfAbsent(whole, type);
    return whole;
  }

  private static ColumnType type(String code) {
    return requireNonNull(TYPES.get(code), code);
  }

  public static String toText(boolean truth) {
    return truth ? "true" : "false";
  }

  public static String toText(float number) {
    return Values.format(ColumnType.REAL, number);
  }

  public static String toText(double number) {
    return Values.format(ColumnType.DOUBLE, number);
  }

  public static String toText(BigDecimal number) {
    return number.toPlainString();
  }

  public static String toText(ByteString bytes) {
    return show(ColumnType.BYTEA, bytes);
  }

  public static String toText(UUID uuid) {
    return uuid.toString();
  }

  public static String dateText(int date) {
    return Values.format(ColumnType.DATE, date);
  }

  public static String timeText(long time) {
    return show(ColumnType.TIME, time);
  }

  public static String timestampText(long timestamp) {
    return show(ColumnType.TIMESTAMP, timestamp);
  }

  /** In the session's zone, with its offset. */
  public static String instantText(DataContext context, long micros) {
    return ZonedValues.of(TimeCasts.zone(context)).format(ColumnType.TIMESTAMPTZ, micros);
  }

  public static String intervalText(Interval interval) {
    return interval.toString();
  }

  /** The first characters, as an explicit cast cuts a text. */
  public static String cut(String text, int characters) {
    return text.codePointCount(0, text.length()) <= characters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, characters));
  }

  /** The text if it is JSON. */
  public static String toJsonb(String text) {
    return JsonbText.normalize(text);
  }

  public static String toJson(String text) {
    JsonTree.parse(text);
    return text;
  }
}
