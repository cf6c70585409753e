package io.karst.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of {@code setObject(i, x, type)}: converted to the type named before they are bound. */
final class TypedParameter {
  private static final ColumnReader TEXT = ColumnReader.of(io.karst.storage.value.ColumnType.TEXT);

  private TypedParameter() {}

  /**
   * Converts a normalized value.
   *
   * @param value as {@link ParameterValues#normalize} returns it
   * @param sqlType constant of {@link Types}
   * @param scale digits behind the point for NUMERIC and DECIMAL; -1 = as they are
   */
  static @Nullable Object convert(@Nullable Object value, int sqlType, int scale)
      throws SQLException {
    if (value == null) {
      return null;
    }
    switch (sqlType) {
      case Types.BIT:
      case Types.BOOLEAN:
        return toBoolean(value);
      case Types.TINYINT:
      case Types.SMALLINT:
      case Types.INTEGER:
      case Types.BIGINT:
        return toLong(value, sqlType);
      case Types.REAL:
        return (float) toDecimalOrDouble(value);
      case Types.FLOAT:
      case Types.DOUBLE:
        return toDecimalOrDouble(value);
      case Types.NUMERIC:
      case Types.DECIMAL:
        BigDecimal decimal = toDecimal(value);
        return scale < 0 ? decimal : decimal.setScale(scale, RoundingMode.HALF_UP);
      case Types.CHAR:
      case Types.VARCHAR:
      case Types.LONGVARCHAR:
      case Types.NCHAR:
      case Types.NVARCHAR:
      case Types.LONGNVARCHAR:
      case Types.CLOB:
      case Types.NCLOB:
        return toText(value);
      case Types.BINARY:
      case Types.VARBINARY:
      case Types.LONGVARBINARY:
      case Types.BLOB:
        return toBytes(value);
      default:
        return convertOther(value, sqlType);
    }
  }

  private static Object convertOther(Object value, int sqlType) throws SQLException {
    switch (sqlType) {
      case Types.DATE:
        return toDate(value);
      case Types.TIME:
      case Types.TIME_WITH_TIMEZONE:
        return toTime(value);
      case Types.TIMESTAMP:
        return toDateTime(value);
      case Types.TIMESTAMP_WITH_TIMEZONE:
        return toMoment(value);
      case Types.ARRAY:
      case Types.OTHER:
      case Types.JAVA_OBJECT:
      case Types.NULL:
        return value;
      default:
        throw SqlErrors.notSupported("binding a parameter as java.sql.Types " + sqlType);
    }
  }

  private static Object toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number) {
      return toDecimal(value).signum() != 0;
    }
    return TEXT.toBoolean(toText(value));
  }

  private static Object toLong(Object value, int sqlType) throws SQLException {
    long number = DecimalReader.longOf(toDecimal(value));
    switch (sqlType) {
      case Types.INTEGER:
        if ((int) number != number) {
          throw SqlErrors.outOfRange(number, "integer");
        }
        return (int) number;
      case Types.TINYINT:
        if ((byte) number != number) {
          throw SqlErrors.outOfRange(number, "tinyint");
        }
        return (short) number;
      case Types.SMALLINT:
        if ((short) number != number) {
          throw SqlErrors.outOfRange(number, "smallint");
        }
        return (short) number;
      default:
        return number;
    }
  }

  private static double toDecimalOrDouble(Object value) throws SQLException {
    return value instanceof Number number
        ? number.doubleValue()
        : value instanceof String text ? TEXT.toDouble(text) : toDecimal(value).doubleValue();
  }

  private static BigDecimal toDecimal(Object value) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Boolean flag) {
      return flag ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof Number || value instanceof String) {
      return TEXT.toDecimal(value.toString());
    }
    throw refuse(value, "a number");
  }

  private static String toText(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof LocalDateTime dateTime) {
      return TemporalText.format(dateTime);
    }
    if (value instanceof LocalTime time) {
      return TemporalText.format(time);
    }
    if (value instanceof float[] || value instanceof Iterable<?>) {
      throw refuse(value, "text");
    }
    return value.toString();
  }

  private static byte[] toBytes(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof UUID uuid) {
      return ColumnReader.of(io.karst.storage.value.ColumnType.UUID).toBytes(uuid);
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw refuse(value, "bytes");
  }

  private static LocalDate toDate(Object value) throws SQLException {
    if (value instanceof LocalDate date) {
      return date;
    }
    return value instanceof String text ? TEXT.toDate(text) : toDateTime(value).toLocalDate();
  }

  private static LocalTime toTime(Object value) throws SQLException {
    if (value instanceof LocalTime time) {
      return time;
    }
    return value instanceof String text ? TEXT.toTime(text) : toDateTime(value).toLocalTime();
  }

  private static LocalDateTime toDateTime(Object value) throws SQLException {
    if (value instanceof LocalDateTime dateTime) {
      return dateTime;
    }
    if (value instanceof LocalDate date) {
      return date.atStartOfDay();
    }
    if (value instanceof LocalTime time) {
      return time.atDate(LocalDate.EPOCH);
    }
    if (value instanceof Instant instant) {
      return LocalDateTime.ofInstant(instant, ZoneId.systemDefault());
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
    }
    if (value instanceof String text) {
      return TEXT.toDateTime(text);
    }
    throw refuse(value, "a timestamp");
  }

  private static Object toMoment(Object value) throws SQLException {
    if (value instanceof Instant || value instanceof OffsetDateTime) {
      return value;
    }
    if (value instanceof String text) {
      return TEXT.toOffsetDateTime(text, ZoneId.systemDefault());
    }
    return toDateTime(value).atZone(ZoneId.systemDefault()).toOffsetDateTime();
  }

  private static SQLException refuse(Object value, String wanted) {
    return new SQLDataException(
        "cannot convert a " + value.getClass().getName() + " to " + wanted, "22018");
  }
}
