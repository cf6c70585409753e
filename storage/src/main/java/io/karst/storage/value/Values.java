package io.karst.storage.value;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Canonical values: made from Java objects and from text, shown as text, compared.
 *
 * <p>The canonical classes are those of {@link TypeKind}. Text follows PostgreSQL. All methods are
 * pure and thread-safe; null is SQL NULL and stays null.
 */
public final class Values {
  private Values() {}

  /**
   * The canonical value of a type for a comfortable Java object: the canonical class itself, any
   * {@link Number}, String (read as {@link #parse} does), java.time, java.sql, java.util.Date,
   * lists and arrays. Numbers are rounded to the declared scale, times to the declared digits.
   *
   * @throws io.karst.storage.base.KarstException 22003 out of range, 22001 too long, 22P02, 22007
   *     and 22008 bad text, 42804 a class that cannot be such a value; the message names type and
   *     value
   */
  public static @Nullable Object coerce(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> Coercion.toBoolean(type, value);
      case SMALLINT -> (short) NumberCoercion.toLong(type, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER ->
          (int) NumberCoercion.toLong(type, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> NumberCoercion.toLong(type, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> NumberCoercion.toReal(type, value);
      case DOUBLE -> NumberCoercion.toDouble(type, value);
      case DECIMAL -> NumberCoercion.toDecimal(type, value);
      case VARCHAR, CHAR, JSON -> Coercion.toText(type, value);
      case BYTEA -> Coercion.toBytes(type, value);
      case DATE -> TemporalCoercion.toDate(type, value);
      case TIME -> TemporalCoercion.toTime(type, value);
      case TIMESTAMP -> TemporalCoercion.toTimestamp(type, value);
      case TIMESTAMPTZ -> TemporalCoercion.toTimestampTz(type, value);
      case INTERVAL -> TemporalCoercion.toInterval(type, value);
      case UUID -> Coercion.toUuid(type, value);
      case VECTOR -> Coercion.toVector(type, value);
      case ARRAY -> Coercion.toArray(type, value);
    };
  }

  /** A timestamp of so many fractional digits, a half rounded away from the start of 2000. */
  public static long roundTimestamp(long micros, int digits) {
    return CivilDate.roundTimestamp(micros, Math.max(0, Math.min(6, digits)));
  }

  /**
   * The canonical value of PostgreSQL's text form. A TIMESTAMPTZ without zone is UTC.
   *
   * @throws io.karst.storage.base.KarstException as for {@link #coerce}
   */
  public static Object parse(ColumnType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> NumberText.parseBoolean(type, text);
      case SMALLINT -> (short) NumberText.parseLong(type, text, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> (int) NumberText.parseLong(type, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> NumberText.parseLong(type, text, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> NumberText.parseReal(type, text);
      case DOUBLE -> NumberText.parseDouble(type, text);
      case DECIMAL -> NumberText.parseDecimal(type, text);
      case VARCHAR, CHAR, JSON -> Coercion.limited(type, text);
      case BYTEA -> BinaryText.parseBytes(type, text);
      case DATE -> new DatetimeParser(type, text).date();
      case TIME -> new DatetimeParser(type, text).time();
      case TIMESTAMP -> new DatetimeParser(type, text).timestamp();
      case TIMESTAMPTZ -> new DatetimeParser(type, text).timestampTz(ZoneOffset.UTC);
      case INTERVAL -> new IntervalParser(type, text).parse();
      case UUID -> BinaryText.parseUuid(type, text);
      case VECTOR -> CollectionText.parseVector(type, text);
      case ARRAY -> CollectionText.parseArray(type, text);
    };
  }

  /**
   * The microseconds since the epoch of a TIMESTAMPTZ's text.
   *
   * @param zone of a text that names none
   */
  public static long parseInstant(String text, ZoneId zone) {
    return new DatetimeParser(ColumnType.TIMESTAMPTZ, text).timestampTz(zone);
  }

  /**
   * PostgreSQL's text form of a canonical value; CHAR without padding, TIMESTAMPTZ in UTC.
   *
   * @return text that {@link #parse} turns into an equal value
   */
  public static String format(ColumnType type, Object value) {
    return switch (type.kind()) {
      case BOOLEAN -> (Boolean) value ? "t" : "f";
      case SMALLINT, INTEGER, BIGINT, VARCHAR, CHAR, JSON, UUID, INTERVAL -> value.toString();
      case REAL -> FloatText.format((Float) value);
      case DOUBLE -> FloatText.format((Double) value);
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case BYTEA -> BinaryText.formatBytes((byte[]) value);
      case DATE -> DatetimeText.formatDate((Integer) value);
      case TIME -> DatetimeText.formatTime((Long) value);
      case TIMESTAMP -> DatetimeText.formatTimestamp((Long) value);
      case TIMESTAMPTZ -> DatetimeText.formatTimestampTz((Long) value);
      case VECTOR -> CollectionText.formatVector((float[]) value);
      case ARRAY ->
          CollectionText.formatArray(requireNonNull(type.element(), "element"), (Object[]) value);
    };
  }

  /** A text as a column shows it: that of CHAR(n) is filled up with blanks. */
  public static String padded(ColumnType type, String text) {
    if (type.kind() != TypeKind.CHAR || text.length() >= 2 * type.precision()) {
      return text;
    }
    int missing = type.precision() - text.codePointCount(0, text.length());
    return missing <= 0 ? text : text + " ".repeat(missing);
  }

  /**
   * The order of two canonical values of one kind: NaN is equal to itself and greatest, -0.0 = 0.0,
   * decimals by value, text by code point, bytes and UUIDs unsigned, arrays element by element with
   * NULL greatest, then by length.
   */
  public static int compare(TypeKind kind, Object left, Object right) {
    return switch (kind) {
      case SMALLINT -> Short.compare((Short) left, (Short) right);
      case INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
      case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> Long.compare((Long) left, (Long) right);
      case VARCHAR, CHAR, JSON -> ValueOrder.compareText((String) left, (String) right);
      case UUID -> EntityId.compare((UUID) left, (UUID) right);
      default -> ValueOrder.compare(left, right);
    };
  }

  /** Whether two canonical values of one kind are the same; NULL is the same as NULL. */
  public static boolean same(TypeKind kind, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    return compare(kind, left, right) == 0;
  }

  /** A hash that agrees with {@link #same}. */
  public static int hash(@Nullable Object value) {
    return ValueOrder.hash(value);
  }
}
